using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>
/// Gradients of the normalization of rows. A grain is a block of rows; it sums its part of the gradients of scale and shift, row by
/// row, in the workspace, and the parts are added in order.
/// </summary>
internal unsafe struct LayerGradientGrains<L, T, C> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where C : struct, IRowCenter
{
    Split _rows;
    long _length;
    T* _x, _g, _scale, _mean, _inverse, _y, _parts;

    public static void Run(KernelCall call)
    {
        LayerGradientGrains<L, T, C> grains = new()
        {
            _rows = RowSplit.Of(call.Inputs[0].Shape),
            _length = call.Inputs[0].Shape[1],
            _x = (T*)call.Inputs[0].Address,
            _g = (T*)call.Inputs[1].Address,
            _scale = (T*)call.Inputs[2].Address,
            _mean = C.IsMean ? (T*)call.Inputs[3].Address : null,
            _inverse = (T*)call.Inputs[C.IsMean ? 4 : 3].Address,
            _y = (T*)call.Outputs[0].Address,
            _parts = (T*)call.Workspace,
        };
        Workers.Run(grains._rows.Parts, in grains);
        grains.Add((T*)call.Outputs[1].Address, 0);
        if (C.IsMean)
            grains.Add((T*)call.Outputs[2].Address, grains._length);
    }

    /// <summary>Sums that a grain keeps for each column: of the gradients of the scale, and of the shift if there is one.</summary>
    static int Sums => C.IsMean ? 2 : 1;

    public readonly void Run(long grain)
    {
        T* scales = _parts + (grain * Sums * _length), shifts = scales + _length;
        new Span<T>(scales, checked((int)(Sums * _length))).Clear();
        long end = _rows.Start(grain) + _rows.Size(grain);
        for (long row = _rows.Start(grain); row < end; row++)
            Row(_x + (row * _length), _g + (row * _length), _y + (row * _length), C.IsMean ? _mean[row] : T.Zero, _inverse[row], scales, shifts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Row(T* x, T* g, T* y, T mean, T inverse, T* scales, T* shifts)
    {
        long whole = _length - (_length % L.Count), rest = _length - whole;
        L center = L.Broadcast(mean), factor = L.Broadcast(inverse), sum = L.Constant(0), products = sum;
        for (long i = 0; i < whole; i += L.Count)
        {
            L up = L.Load(g + i), hat = (L.Load(x + i) - center) * factor, scaled = up * L.Load(_scale + i);
            sum += scaled;
            products = L.MultiplyAdd(scaled, hat, products);
            L.Store(scales + i, L.MultiplyAdd(up, hat, L.Load(scales + i)));
            if (C.IsMean)
                L.Store(shifts + i, L.Load(shifts + i) + up);
        }

        L restUp = default, restHat = default, restScaled = default;
        if (rest > 0)
        {
            restUp = LaneRest.Load<L, T>(g + whole, rest, T.Zero);
            restHat = (LaneRest.Load<L, T>(x + whole, rest, mean) - center) * factor;
            restScaled = restUp * LaneRest.Load<L, T>(_scale + whole, rest, T.Zero);
            sum += restScaled;
            products = L.MultiplyAdd(restScaled, restHat, products);
            LaneRest.Store(scales + whole, rest, L.MultiplyAdd(restUp, restHat, LaneRest.Load<L, T>(scales + whole, rest, T.Zero)));
            if (C.IsMean)
                LaneRest.Store(shifts + whole, rest, LaneRest.Load<L, T>(shifts + whole, rest, T.Zero) + restUp);
        }

        T count = T.CreateTruncating(_length);
        L shift = L.Broadcast(C.IsMean ? L.Sum(sum) / count : T.Zero), along = L.Broadcast(L.Sum(products) / count);
        for (long i = 0; i < whole; i += L.Count)
        {
            L hat = (L.Load(x + i) - center) * factor;
            L.Store(y + i, factor * ((L.Load(g + i) * L.Load(_scale + i)) - shift - (hat * along)));
        }

        if (rest > 0)
            LaneRest.Store(y + whole, rest, factor * (restScaled - shift - (restHat * along)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Add(T* sum, long offset)
    {
        long i = 0;
        for (; i <= _length - L.Count; i += L.Count)
        {
            L total = L.Load(_parts + offset + i);
            for (long part = 1; part < _rows.Parts; part++)
                total += L.Load(_parts + offset + (part * Sums * _length) + i);
            L.Store(sum + i, total);
        }

        for (; i < _length; i++)
        {
            T total = _parts[offset + i];
            for (long part = 1; part < _rows.Parts; part++)
                total += _parts[offset + (part * Sums * _length) + i];
            sum[i] = total;
        }
    }
}
