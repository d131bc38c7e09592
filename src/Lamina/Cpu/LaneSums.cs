using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lamina.Cpu.Products;

namespace Lamina.Cpu;

/// <summary>The sums of the lanes of many vectors, each halving as <see cref="ITileLane{TVector, T}.Sum"/> does it.</summary>
internal static unsafe class LaneSums<TLane, TVector, T>
    where TLane : struct, ITileLane<TVector, T>
    where TVector : struct
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>to[i] = the sum of the lanes of vector i, for <paramref name="count"/> vectors that lie one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Each(T* vectors, long count, T* to)
    {
        long i = 0;
        if (Avx512F.IsSupported && typeof(TVector) == typeof(Vector512<float>))
            for (; i <= count - 16; i += 16)
                Sixteen((float*)vectors + i * 16, (float*)to + i);
        for (; i < count; i++)
            to[i] = TLane.Sum(TLane.Load(vectors + i * TLane.Count));
    }

    /// <summary>
    /// Sixteen vectors at once: each stage adds the upper half of what is left of a vector to the lower half, for two
    /// vectors in one, so that after four stages one vector holds the sixteen sums, in order.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Sixteen(float* v, float* to)
    {
        Vector512<float> a = Fours(Quarters(Halves(v, 0, 4), Halves(v, 8, 12)), Quarters(Halves(v, 1, 5), Halves(v, 9, 13)));
        Vector512<float> b = Fours(Quarters(Halves(v, 2, 6), Halves(v, 10, 14)), Quarters(Halves(v, 3, 7), Halves(v, 11, 15)));
        Vector512<float> even = Avx512F.Shuffle(a, b, 0b10_00_10_00), odd = Avx512F.Shuffle(a, b, 0b11_01_11_01);
        (even + odd).Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Halves(float* v, int first, int second)
    {
        Vector512<float> a = Vector512.Load(v + first * 16), b = Vector512.Load(v + second * 16);
        return Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Quarters(Vector512<float> a, Vector512<float> b) =>
        Avx512F.Shuffle4x128(a, b, 0b10_00_10_00) + Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Fours(Vector512<float> a, Vector512<float> b) =>
        Avx512F.Shuffle(a, b, 0b01_00_01_00) + Avx512F.Shuffle(a, b, 0b11_10_11_10);
}
