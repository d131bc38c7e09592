using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>Sixty-four consecutive pixels of a line, sixteen tiles of four columns, to one vector a column and back.</summary>
internal static unsafe class Columns
{
    static Vector512<int> FirstTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
    }

    static Vector512<int> LastTwo
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
    }

    static Vector512<int> Low
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    }

    static Vector512<int> High
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    }

    static Vector512<long> LowPairs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(0L, 8, 1, 9, 2, 10, 3, 11);
    }

    static Vector512<long> HighPairs
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(4L, 12, 5, 13, 6, 14, 7, 15);
    }

    /// <summary>The first two columns of sixteen tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadTwo(float* line, out Vector512<float> x0, out Vector512<float> x1)
    {
        Vector512<float> a = Pick(line, FirstTwo), b = Pick(line + 32, FirstTwo);
        x0 = LowerHalves(a, b);
        x1 = UpperHalves(a, b);
    }

    /// <summary>The four columns of sixteen tiles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadFour(float* line, out Vector512<float> x0, out Vector512<float> x1, out Vector512<float> x2, out Vector512<float> x3)
    {
        LoadTwo(line, out x0, out x1);
        Vector512<float> a = Pick(line, LastTwo), b = Pick(line + 32, LastTwo);
        x2 = LowerHalves(a, b);
        x3 = UpperHalves(a, b);
    }

    /// <summary>Stores four columns of sixteen tiles as a line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFour(float* line, Vector512<float> x0, Vector512<float> x1, Vector512<float> x2, Vector512<float> x3)
    {
        Vector512<double> a = Avx512F.PermuteVar16x32x2(x0, Low, x1).AsDouble(), b = Avx512F.PermuteVar16x32x2(x2, Low, x3).AsDouble();
        Avx512F.PermuteVar8x64x2(a, LowPairs, b).AsSingle().Store(line);
        Avx512F.PermuteVar8x64x2(a, HighPairs, b).AsSingle().Store(line + 16);
        a = Avx512F.PermuteVar16x32x2(x0, High, x1).AsDouble();
        b = Avx512F.PermuteVar16x32x2(x2, High, x3).AsDouble();
        Avx512F.PermuteVar8x64x2(a, LowPairs, b).AsSingle().Store(line + 32);
        Avx512F.PermuteVar8x64x2(a, HighPairs, b).AsSingle().Store(line + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Pick(float* line, Vector512<int> which) => Avx512F.PermuteVar16x32x2(Vector512.Load(line), which, Vector512.Load(line + 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> LowerHalves(Vector512<float> a, Vector512<float> b) => Avx512F.Shuffle4x128(a, b, 0b01_00_01_00);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> UpperHalves(Vector512<float> a, Vector512<float> b) => Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);
}
