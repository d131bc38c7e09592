using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina;

/// <summary>
/// Philox4x32-10: random numbers by counter. Number <c>index</c> of stream <c>stream</c> under a seed is a pure
/// function of the three, so any thread may draw any of them in any order and the results are the same bits.
/// </summary>
/// <remarks>
/// <b>Source:</b> Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3 (SC 2011).
/// The two key words are the seed; the four counter words are the index (low) and the stream (high).
/// </remarks>
public readonly struct Philox
{
    const uint Multiplier0 = 0xD2511F53, Multiplier1 = 0xCD9E8D57;
    const uint Weyl0 = 0x9E3779B9, Weyl1 = 0xBB67AE85;
    const int Rounds = 10;

    readonly ulong seed;

    /// <summary>A generator for one seed. It has no state: copying it copies nothing but the seed.</summary>
    /// <param name="seed">The key. Different seeds give unrelated numbers.</param>
    public Philox(ulong seed) => this.seed = seed;

    /// <summary>The seed given to the constructor.</summary>
    public ulong Seed => seed;

    /// <summary>Four independent, uniformly distributed 32-bit words.</summary>
    /// <param name="stream">Which stream; streams never overlap.</param>
    /// <param name="index">Which block of four words of the stream.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<uint> Block(ulong stream, ulong index)
    {
        uint c0 = (uint)index, c1 = (uint)(index >> 32), c2 = (uint)stream, c3 = (uint)(stream >> 32);
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0, product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ k0;
            c1 = (uint)product1;
            c2 = (uint)(product0 >> 32) ^ c3 ^ k1;
            c3 = (uint)product0;
            k0 += Weyl0;
            k1 += Weyl1;
        }

        return Vector128.Create(c0, c1, c2, c3);
    }

    /// <summary>A float in [0, 1), on a grid of 2⁻²⁴, from the high 24 bits of a random word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToUnitSingle(uint word) => (word >> 8) * (1f / (1 << 24));

    /// <summary>A double in [0, 1), on a grid of 2⁻⁵³, from two random words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToUnitDouble(uint high, uint low) =>
        ((((ulong)high << 32) | low) >> 11) * (1.0 / (1L << 53));
}
