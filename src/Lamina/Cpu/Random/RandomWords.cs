using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Random;

/// <summary>
/// Many blocks of Philox at once. Integer arithmetic is exact, so every width gives the words that
/// <see cref="Philox.Block"/> gives: word i of the result is word i mod 4 of block i / 4.
/// </summary>
internal static unsafe class RandomWords
{
    const ulong Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;

    /// <summary>Fills <paramref name="blocks"/> · 4 words, from the key's block number <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(in RandomKey key, ulong first, uint* words, long blocks)
    {
        ulong index = key.Offset + first;
        long i = 0;
        if (Avx512F.IsSupported)
        {
            for (; i <= blocks - 8; i += 8)
                Eight(key, index + (ulong)i, words + (4 * i));
        }
        else if (Avx2.IsSupported)
        {
            for (; i <= blocks - 4; i += 4)
                Four(key, index + (ulong)i, words + (4 * i));
        }

        for (; i < blocks; i++)
            Vector128.Store(key.Philox.Block(key.Stream, index + (ulong)i), words + (4 * i));
    }

    // A word lies in the low half of a 64-bit lane; what gathers in the high half is ignored by the multiplication and
    // cut off at the end. Blocks are dealt to lanes such that unpacking, which works within 128 bits, leaves them in order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Eight(in RandomKey key, ulong index, uint* words)
    {
        Vector512<ulong> low = Vector512.Create(0xFFFFFFFFUL);
        Vector512<ulong> counter = Vector512.Create(index) + Vector512.Create(0UL, 4, 1, 5, 2, 6, 3, 7);
        Vector512<ulong> c0 = counter, c1 = counter >>> 32, c2 = Vector512.Create(key.Stream), c3 = c2 >>> 32;
        uint k0 = (uint)key.Philox.Seed, k1 = (uint)(key.Philox.Seed >> 32);
        Vector512<uint> m0 = Vector512.Create(Multiplier0).AsUInt32(), m1 = Vector512.Create(Multiplier1).AsUInt32();
        for (int round = 0; round < 10; round++)
        {
            Vector512<ulong> p0 = Avx512F.Multiply(c0.AsUInt32(), m0), p1 = Avx512F.Multiply(c2.AsUInt32(), m1);
            c0 = (p1 >>> 32) ^ c1 ^ Vector512.Create((ulong)k0);
            c1 = p1;
            c2 = (p0 >>> 32) ^ c3 ^ Vector512.Create((ulong)k1);
            c3 = p0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        Vector512<ulong> a = (c0 & low) | (c1 << 32), b = (c2 & low) | (c3 << 32);
        Vector512.Store(Avx512F.UnpackLow(a, b), (ulong*)words);
        Vector512.Store(Avx512F.UnpackHigh(a, b), (ulong*)words + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Four(in RandomKey key, ulong index, uint* words)
    {
        Vector256<ulong> low = Vector256.Create(0xFFFFFFFFUL);
        Vector256<ulong> counter = Vector256.Create(index) + Vector256.Create(0UL, 2, 1, 3);
        Vector256<ulong> c0 = counter, c1 = counter >>> 32, c2 = Vector256.Create(key.Stream), c3 = c2 >>> 32;
        uint k0 = (uint)key.Philox.Seed, k1 = (uint)(key.Philox.Seed >> 32);
        Vector256<uint> m0 = Vector256.Create(Multiplier0).AsUInt32(), m1 = Vector256.Create(Multiplier1).AsUInt32();
        for (int round = 0; round < 10; round++)
        {
            Vector256<ulong> p0 = Avx2.Multiply(c0.AsUInt32(), m0), p1 = Avx2.Multiply(c2.AsUInt32(), m1);
            c0 = (p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c1 = p1;
            c2 = (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c3 = p0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        Vector256<ulong> a = (c0 & low) | (c1 << 32), b = (c2 & low) | (c3 << 32);
        Vector256.Store(Avx2.UnpackLow(a, b), (ulong*)words);
        Vector256.Store(Avx2.UnpackHigh(a, b), (ulong*)words + 4);
    }
}
