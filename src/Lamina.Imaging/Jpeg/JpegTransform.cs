using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Imaging;

/// <summary>
/// The inverse cosine transform of a block in 32-bit integers: eight columns, then eight rows at once, one lane each.
/// </summary>
/// <remarks>
/// Thirteen bits behind the point, two of them kept between the passes: the arithmetic that libjpeg calls "islow", so that the samples are the same.
/// <b>Source:</b> Loeffler, Ligtenberg and Moschytz (1989), Practical fast 1-D DCT algorithms with 11 multiplications.
/// </remarks>
internal static class JpegTransform
{
    const int Bits = 13, KeptBits = 2;

    /// <summary>Multiplies the coefficients by the quantization's steps and writes 8×8 samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Inverse(ReadOnlySpan<short> coefficients, ReadOnlySpan<int> steps, Span<byte> samples, int stride)
    {
        ref short from = ref Unsafe.AsRef(in coefficients[..64][0]);
        ref int step = ref Unsafe.AsRef(in steps[..64][0]);
        Vector128<short> c0 = Vector128.LoadUnsafe(ref from), c1 = Vector128.LoadUnsafe(ref from, 8), c2 = Vector128.LoadUnsafe(ref from, 16), c3 = Vector128.LoadUnsafe(ref from, 24),
            c4 = Vector128.LoadUnsafe(ref from, 32), c5 = Vector128.LoadUnsafe(ref from, 40), c6 = Vector128.LoadUnsafe(ref from, 48), c7 = Vector128.LoadUnsafe(ref from, 56);
        if (((c0.WithElement(0, (short)0) | c1) | (c2 | c3) | (c4 | c5) | (c6 | c7)) == Vector128<short>.Zero)
        {
            byte all = (byte)Math.Clamp((((c0.ToScalar() * step) << KeptBits) + 16 >> (KeptBits + 3)) + 128, 0, 255);
            for (int row = 0; row < 8; row++)
                samples.Slice(row * stride, 8).Fill(all);
            return;
        }

        Vector256<int> r0 = Widen(c0) * Vector256.LoadUnsafe(ref step), r1 = Widen(c1) * Vector256.LoadUnsafe(ref step, 8),
            r2 = Widen(c2) * Vector256.LoadUnsafe(ref step, 16), r3 = Widen(c3) * Vector256.LoadUnsafe(ref step, 24),
            r4 = Widen(c4) * Vector256.LoadUnsafe(ref step, 32), r5 = Widen(c5) * Vector256.LoadUnsafe(ref step, 40),
            r6 = Widen(c6) * Vector256.LoadUnsafe(ref step, 48), r7 = Widen(c7) * Vector256.LoadUnsafe(ref step, 56);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, Bits - KeptBits);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Pass(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7, Bits + KeptBits + 3);
        Transpose(ref r0, ref r1, ref r2, ref r3, ref r4, ref r5, ref r6, ref r7);
        Write(r0, r1, samples, stride);
        Write(r2, r3, samples[(2 * stride)..], stride);
        Write(r4, r5, samples[(4 * stride)..], stride);
        Write(r6, r7, samples[(6 * stride)..], stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Widen(Vector128<short> values) => Vector256.Create(Vector128.WidenLower(values), Vector128.WidenUpper(values));

    // One-dimensional transform of the lanes, divided by 2^shift and rounded.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Pass(
        ref Vector256<int> r0, ref Vector256<int> r1, ref Vector256<int> r2, ref Vector256<int> r3,
        ref Vector256<int> r4, ref Vector256<int> r5, ref Vector256<int> r6, ref Vector256<int> r7, int shift)
    {
        Vector256<int> half = Vector256.Create(1 << (shift - 1));

        // The even coefficients.
        Vector256<int> turn = (r2 + r6) * 4433;                       // 0.541196100
        Vector256<int> high = turn - (r6 * 15137), low = turn + (r2 * 6270);    // 1.847759065, 0.765366865
        Vector256<int> sum = ((r0 + r4) << Bits) + half, difference = ((r0 - r4) << Bits) + half;
        Vector256<int> e0 = sum + low, e3 = sum - low, e1 = difference + high, e2 = difference - high;

        // The odd ones.
        Vector256<int> z1 = (r7 + r1) * -7373, z2 = (r5 + r3) * -20995;         // -0.899976223, -2.562915447
        Vector256<int> z3 = r7 + r3, z4 = r5 + r1, z5 = (z3 + z4) * 9633;       // 1.175875602
        z3 = z5 - (z3 * 16069);                                       // 1.961570560
        z4 = z5 - (z4 * 3196);                                        // 0.390180644
        Vector256<int> o3 = (r7 * 2446) + z1 + z3, o2 = (r5 * 16819) + z2 + z4;    // 0.298631336, 2.053119869
        Vector256<int> o1 = (r3 * 25172) + z2 + z3, o0 = (r1 * 12299) + z1 + z4;   // 3.072711026, 1.501321110

        r0 = (e0 + o0) >> shift;
        r7 = (e0 - o0) >> shift;
        r1 = (e1 + o1) >> shift;
        r6 = (e1 - o1) >> shift;
        r2 = (e2 + o2) >> shift;
        r5 = (e2 - o2) >> shift;
        r3 = (e3 + o3) >> shift;
        r4 = (e3 - o3) >> shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Transpose(
        ref Vector256<int> r0, ref Vector256<int> r1, ref Vector256<int> r2, ref Vector256<int> r3,
        ref Vector256<int> r4, ref Vector256<int> r5, ref Vector256<int> r6, ref Vector256<int> r7)
    {
        if (Avx2.IsSupported)
        {
            Vector256<int> a0 = Avx2.UnpackLow(r0, r1), a1 = Avx2.UnpackHigh(r0, r1), a2 = Avx2.UnpackLow(r2, r3), a3 = Avx2.UnpackHigh(r2, r3);
            Vector256<int> a4 = Avx2.UnpackLow(r4, r5), a5 = Avx2.UnpackHigh(r4, r5), a6 = Avx2.UnpackLow(r6, r7), a7 = Avx2.UnpackHigh(r6, r7);
            Vector256<int> b0 = Pairs(a0, a2, high: false), b1 = Pairs(a0, a2, high: true), b2 = Pairs(a1, a3, high: false), b3 = Pairs(a1, a3, high: true);
            Vector256<int> b4 = Pairs(a4, a6, high: false), b5 = Pairs(a4, a6, high: true), b6 = Pairs(a5, a7, high: false), b7 = Pairs(a5, a7, high: true);
            r0 = Avx2.Permute2x128(b0, b4, 0x20);
            r1 = Avx2.Permute2x128(b1, b5, 0x20);
            r2 = Avx2.Permute2x128(b2, b6, 0x20);
            r3 = Avx2.Permute2x128(b3, b7, 0x20);
            r4 = Avx2.Permute2x128(b0, b4, 0x31);
            r5 = Avx2.Permute2x128(b1, b5, 0x31);
            r6 = Avx2.Permute2x128(b2, b6, 0x31);
            r7 = Avx2.Permute2x128(b3, b7, 0x31);
            return;
        }

        Span<int> rows = stackalloc int[64];
        Span<int> columns = stackalloc int[64];
        r0.CopyTo(rows);
        r1.CopyTo(rows[8..]);
        r2.CopyTo(rows[16..]);
        r3.CopyTo(rows[24..]);
        r4.CopyTo(rows[32..]);
        r5.CopyTo(rows[40..]);
        r6.CopyTo(rows[48..]);
        r7.CopyTo(rows[56..]);
        for (int i = 0; i < 64; i++)
            columns[((i & 7) * 8) + (i >> 3)] = rows[i];
        ReadOnlySpan<int> turned = columns;
        r0 = Vector256.Create(turned);
        r1 = Vector256.Create(turned[8..]);
        r2 = Vector256.Create(turned[16..]);
        r3 = Vector256.Create(turned[24..]);
        r4 = Vector256.Create(turned[32..]);
        r5 = Vector256.Create(turned[40..]);
        r6 = Vector256.Create(turned[48..]);
        r7 = Vector256.Create(turned[56..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<int> Pairs(Vector256<int> left, Vector256<int> right, bool high) =>
        (high ? Avx2.UnpackHigh(left.AsInt64(), right.AsInt64()) : Avx2.UnpackLow(left.AsInt64(), right.AsInt64())).AsInt32();

    // Two rows, moved to 0 … 255.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(Vector256<int> first, Vector256<int> second, Span<byte> samples, int stride)
    {
        Vector256<int> middle = Vector256.Create(128), least = Vector256<int>.Zero, largest = Vector256.Create(255);
        first = Vector256.Min(Vector256.Max(first + middle, least), largest);
        second = Vector256.Min(Vector256.Max(second + middle, least), largest);
        Vector128<byte> bytes = Vector128.Narrow(Vector128.Narrow(first.GetLower(), first.GetUpper()).AsUInt16(), Vector128.Narrow(second.GetLower(), second.GetUpper()).AsUInt16());
        bytes.GetLower().CopyTo(samples);
        bytes.GetUpper().CopyTo(samples[stride..]);
    }
}
