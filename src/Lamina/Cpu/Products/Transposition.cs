using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Lamina.Cpu.Products;

/// <summary>Copies a matrix turned: rows become columns. Squares of 16 × 16 floats stand in the registers of AVX-512, of 4 × 4 (2 × 2 for double) in others.</summary>
internal static unsafe class Transposition
{
    const int Side = 16;

    /// <summary><c>target[column · targetPitch + row] = source[row · sourcePitch + column]</c>; nothing else is read or written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(T* source, long sourcePitch, long rows, long columns, T* target, long targetPitch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported)
        {
            // The tiles of a matrix product have eight rows.
            long eights = rows == Side / 2 ? columns - (columns % Side) : 0;
            for (long column = 0; column < eights; column += Side)
                Eight((float*)source + column, sourcePitch, (float*)target + (column * targetPitch), targetPitch);
            for (long row = 0; row < rows; row += Side)
                for (long column = eights; column < columns; column += Side)
                    Wide(
                        (float*)source + (row * sourcePitch) + column, sourcePitch, (int)Math.Min(Side, rows - row), (int)Math.Min(Side, columns - column),
                        (float*)target + (column * targetPitch) + row, targetPitch);
            return;
        }

        int side = Vector128.IsHardwareAccelerated ? Vector128<T>.Count : int.MaxValue;
        long r = 0;
        for (; r <= rows - side; r += side)
        {
            T* from = source + (r * sourcePitch), to = target + r;
            long column = 0;
            for (; column <= columns - side; column += side, from += side, to += side * targetPitch)
                Square(from, sourcePitch, to, targetPitch);
            Singly(from, sourcePitch, side, columns - column, to, targetPitch);
        }

        Singly(source + (r * sourcePitch), sourcePitch, rows - r, columns, target + r, targetPitch);
    }

    static void Singly<T>(T* source, long sourcePitch, long rows, long columns, T* target, long targetPitch)
        where T : unmanaged
    {
        for (long row = 0; row < rows; row++)
            for (long column = 0; column < columns; column++)
                target[(column * targetPitch) + row] = source[(row * sourcePitch) + column];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Square<T>(T* source, long stride, T* target, long pitch)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            float* s = (float*)source;
            float* t = (float*)target;
            Vector128<float> r0 = Vector128.Load(s), r1 = Vector128.Load(s + stride);
            Vector128<float> r2 = Vector128.Load(s + (2 * stride)), r3 = Vector128.Load(s + (3 * stride));
            if (Sse.IsSupported)
            {
                Vector128<float> low01 = Sse.UnpackLow(r0, r1), high01 = Sse.UnpackHigh(r0, r1);
                Vector128<float> low23 = Sse.UnpackLow(r2, r3), high23 = Sse.UnpackHigh(r2, r3);
                Sse.MoveLowToHigh(low01, low23).Store(t);
                Sse.MoveHighToLow(low23, low01).Store(t + pitch);
                Sse.MoveLowToHigh(high01, high23).Store(t + (2 * pitch));
                Sse.MoveHighToLow(high23, high01).Store(t + (3 * pitch));
                return;
            }

            Vector128.Create(r0[0], r1[0], r2[0], r3[0]).Store(t);
            Vector128.Create(r0[1], r1[1], r2[1], r3[1]).Store(t + pitch);
            Vector128.Create(r0[2], r1[2], r2[2], r3[2]).Store(t + (2 * pitch));
            Vector128.Create(r0[3], r1[3], r2[3], r3[3]).Store(t + (3 * pitch));
        }
        else
        {
            double* s = (double*)source;
            double* t = (double*)target;
            Vector128<double> r0 = Vector128.Load(s), r1 = Vector128.Load(s + stride);
            Vector128.Create(r0[0], r1[0]).Store(t);
            Vector128.Create(r0[1], r1[1]).Store(t + pitch);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Wide(float* source, long stride, int rows, int columns, float* target, long pitch)
    {
        Fours(source, stride, rows, columns, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        Fours(source + (4 * stride), stride, rows - 4, columns, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        Fours(source + (8 * stride), stride, rows - 8, columns, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2, out Vector512<float> c3);
        Fours(source + (12 * stride), stride, rows - 12, columns, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2, out Vector512<float> d3);
        Columns(a0, b0, c0, d0, rows, columns, target, pitch);
        Columns(a1, b1, c1, d1, rows, columns - 1, target + pitch, pitch);
        Columns(a2, b2, c2, d2, rows, columns - 2, target + (2 * pitch), pitch);
        Columns(a3, b3, c3, d3, rows, columns - 3, target + (3 * pitch), pitch);
    }

    /// <summary>Eight rows of sixteen columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Eight(float* source, long stride, float* target, long pitch)
    {
        Fours(source, stride, 4, Side, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        Fours(source + (4 * stride), stride, 4, Side, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2, out Vector512<float> b3);
        Columns(a0, b0, target, pitch);
        Columns(a1, b1, target + pitch, pitch);
        Columns(a2, b2, target + (2 * pitch), pitch);
        Columns(a3, b3, target + (3 * pitch), pitch);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Columns(Vector512<float> a, Vector512<float> b, float* target, long pitch)
    {
        Vector512<double> first = Avx512F.PermuteVar8x64x2(a.AsDouble(), Vector512.Create(0, 1, 8, 9, 2, 3, 10, 11), b.AsDouble());
        Vector512<double> second = Avx512F.PermuteVar8x64x2(a.AsDouble(), Vector512.Create(4, 5, 12, 13, 6, 7, 14, 15), b.AsDouble());
        first.GetLower().AsSingle().Store(target);
        first.GetUpper().AsSingle().Store(target + (4 * pitch));
        second.GetLower().AsSingle().Store(target + (8 * pitch));
        second.GetUpper().AsSingle().Store(target + (12 * pitch));
    }

    /// <summary>Four rows: quarter i of result j has their elements of column 4i + j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Fours(
        float* source, long stride, int rows, int columns, out Vector512<float> column0, out Vector512<float> column1, out Vector512<float> column2, out Vector512<float> column3)
    {
        Vector512<float> r0 = Load(source, rows > 0 ? columns : 0), r1 = Load(source + stride, rows > 1 ? columns : 0);
        Vector512<float> r2 = Load(source + (2 * stride), rows > 2 ? columns : 0), r3 = Load(source + (3 * stride), rows > 3 ? columns : 0);
        Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble(), high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(r2, r3).AsDouble(), high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        column0 = Avx512F.UnpackLow(low01, low23).AsSingle();
        column1 = Avx512F.UnpackHigh(low01, low23).AsSingle();
        column2 = Avx512F.UnpackLow(high01, high23).AsSingle();
        column3 = Avx512F.UnpackHigh(high01, high23).AsSingle();
    }

    /// <summary>Stores the columns that stand in the quarters: the first, fifth, ninth and thirteenth from here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Columns(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, int rows, int columns, float* target, long pitch)
    {
        Vector512<float> even0 = Avx512F.Shuffle4x128(a, b, 0x88), even1 = Avx512F.Shuffle4x128(c, d, 0x88);
        Vector512<float> odd0 = Avx512F.Shuffle4x128(a, b, 0xDD), odd1 = Avx512F.Shuffle4x128(c, d, 0xDD);
        Store(Avx512F.Shuffle4x128(even0, even1, 0x88), target, rows, columns > 0);
        Store(Avx512F.Shuffle4x128(odd0, odd1, 0x88), target + (4 * pitch), rows, columns > 4);
        Store(Avx512F.Shuffle4x128(even0, even1, 0xDD), target + (8 * pitch), rows, columns > 8);
        Store(Avx512F.Shuffle4x128(odd0, odd1, 0xDD), target + (12 * pitch), rows, columns > 12);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Load(float* source, int count)
        => count >= Side ? Vector512.Load(source) : count <= 0 ? Vector512<float>.Zero : TileLane512<float>.LoadMasked(source, TileLane512<float>.Mask(count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(Vector512<float> value, float* target, int rows, bool wanted)
    {
        if (!wanted)
            return;
        if (rows >= Side)
            value.Store(target);
        else
            TileLane512<float>.StoreMasked(target, TileLane512<float>.Mask(rows), value);
    }
}
