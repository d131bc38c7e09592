using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>
/// Rows normalized one after the other: mean, variance by squared differences, result; or about zero, with neither mean nor shift. A grain is a block
/// of rows.
/// </summary>
internal unsafe struct LayerGrains<L, T, C> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where C : struct, IRowCenter
{
    Split _rows;
    long _length;
    bool _streams;
    double _epsilon;
    T* _x, _scale, _shift, _y, _mean, _inverse;

    public static void Run(double epsilon, KernelCall call)
    {
        LayerGrains<L, T, C> grains = new()
        {
            _rows = RowSplit.Of(call.Inputs[0].Shape),
            _length = call.Inputs[0].Shape[1],
            _epsilon = epsilon,
            _x = (T*)call.Inputs[0].Address,
            _scale = (T*)call.Inputs[1].Address,
            _shift = C.IsMean ? (T*)call.Inputs[2].Address : null,
            _y = (T*)call.Outputs[0].Address,
            _mean = C.IsMean ? (T*)call.Outputs[1].Address : null,
            _inverse = (T*)call.Outputs[C.IsMean ? 2 : 1].Address,
        };
        long bytes = grains._length * sizeof(T);
        grains._streams = bytes is > 0 and <= Streaming.BytesOfPiece && bytes % 64 == 0 && (nint)grains._y % 64 == 0
            && Streaming.Pays(call.Inputs[0].Shape.Count * sizeof(T));
        Workers.Run(grains._rows.Parts, in grains);
    }

    public readonly void Run(long grain)
    {
        long start = _rows.Start(grain), end = start + _rows.Size(grain);
        if (_streams)
        {
            Stream(start, end);
            return;
        }

        for (long row = start; row < end; row++)
        {
            Measured measured = Measure(row, null, default);
            Write(_y + (row * _length), _x + (row * _length), measured);
        }
    }

    /// <summary>Writes each row past the caches while the next one is measured.</summary>
    readonly void Stream(long start, long end)
    {
        Measured before = Measure(start, null, default);
        for (long row = start + 1; row < end; row++)
            before = Measure(row, _y + ((row - 1) * _length), before);
        T* x = _x + ((end - 1) * _length), y = _y + ((end - 1) * _length);
        for (long i = 0; i < _length; i += L.Count)
            L.StoreNonTemporal(y + i, Normal(x, i, before));
        Streaming.Finish();
    }

    /// <summary>Mean and variance of a row; if there is a target, the row before is written there meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly Measured Measure(long row, T* target, Measured before)
    {
        T* x = _x + (row * _length);
        long whole = _length - (_length % L.Count), rest = _length - whole;
        L a = L.Constant(0), b = a;
        long i = 0;
        T count = T.CreateTruncating(_length), middle = T.Zero;
        if (C.IsMean)
        {
            for (; i <= whole - (2 * L.Count); i += 2 * L.Count)
            {
                a += L.Load(x + i);
                b += L.Load(x + i + L.Count);
            }

            if (i < whole)
                a += L.Load(x + i);
            if (rest > 0)
                b += LaneRest.Load<L, T>(x + whole, rest, T.Zero);
            middle = L.Sum(a + b) / count;
        }

        L center = L.Broadcast(middle);
        a = b = L.Constant(0);
        for (i = 0; i <= whole - (2 * L.Count); i += 2 * L.Count)
        {
            // There is time to fetch the next row meanwhile.
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(x + _length + i);
                Sse.Prefetch0(x + _length + i + L.Count);
            }

            L p = L.Load(x + i) - center, q = L.Load(x + i + L.Count) - center;
            a = L.MultiplyAdd(p, p, a);
            b = L.MultiplyAdd(q, q, b);
            if (target != null)
            {
                L.StoreNonTemporal(target + i, Normal(x - _length, i, before));
                L.StoreNonTemporal(target + i + L.Count, Normal(x - _length, i + L.Count, before));
            }
        }

        if (i < whole)
        {
            L p = L.Load(x + i) - center;
            a = L.MultiplyAdd(p, p, a);
            if (target != null)
                L.StoreNonTemporal(target + i, Normal(x - _length, i, before));
        }

        if (rest > 0)
        {
            L p = LaneRest.Load<L, T>(x + whole, rest, middle) - center;
            b = L.MultiplyAdd(p, p, b);
        }

        T factor = T.One / T.Sqrt((L.Sum(a + b) / count) + T.CreateTruncating(_epsilon));
        if (C.IsMean)
            _mean[row] = middle;
        _inverse[row] = factor;
        return new(center, L.Broadcast(factor));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Write(T* y, T* x, Measured row)
    {
        long whole = _length - (_length % L.Count), rest = _length - whole;
        for (long i = 0; i < whole; i += L.Count)
            L.Store(y + i, Normal(x, i, row));
        if (rest > 0)
        {
            L hat = (LaneRest.Load<L, T>(x + whole, rest, T.Zero) - row.Mean) * row.Inverse, scale = LaneRest.Load<L, T>(_scale + whole, rest, T.Zero);
            LaneRest.Store(y + whole, rest, C.IsMean ? L.MultiplyAdd(hat, scale, LaneRest.Load<L, T>(_shift + whole, rest, T.Zero)) : hat * scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    readonly L Normal(T* x, long i, in Measured row) => C.IsMean
        ? L.MultiplyAdd((L.Load(x + i) - row.Mean) * row.Inverse, L.Load(_scale + i), L.Load(_shift + i))
        : L.Load(x + i) * row.Inverse * L.Load(_scale + i);

    /// <summary>The center of a row and the inverse of its deviation from there.</summary>
    readonly record struct Measured(L Mean, L Inverse);
}
