using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Normalization;

/// <summary>Rows normalized one after the other: mean, variance by squared differences, result. A grain is a block of rows.</summary>
internal unsafe struct LayerGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    Split _rows;
    long _all, _length;
    double _epsilon;
    T* _x, _scale, _shift, _y, _mean, _inverse;

    public static void Run(double epsilon, KernelCall call)
    {
        LayerGrains<L, T> grains = new()
        {
            _rows = RowSplit.Of(call.Inputs[0].Shape),
            _all = call.Inputs[0].Shape[0],
            _length = call.Inputs[0].Shape[1],
            _epsilon = epsilon,
            _x = (T*)call.Inputs[0].Address,
            _scale = (T*)call.Inputs[1].Address,
            _shift = (T*)call.Inputs[2].Address,
            _y = (T*)call.Outputs[0].Address,
            _mean = (T*)call.Outputs[1].Address,
            _inverse = (T*)call.Outputs[2].Address,
        };
        Workers.Run(grains._rows.Parts, in grains);
    }

    public readonly void Run(long grain)
    {
        long end = _rows.Start(grain) + _rows.Size(grain);
        if (_length * sizeof(T) <= Streaming.BytesOfPiece && Streaming.Pays(_all * _length * sizeof(T)))
        {
            byte* piece = stackalloc byte[Streaming.BytesOfPiece];
            for (long row = _rows.Start(grain); row < end; row++)
            {
                Row(_x + (row * _length), (T*)piece, _mean + row, _inverse + row);
                Streaming.Send(piece, (byte*)(_y + (row * _length)), _length * sizeof(T));
            }

            Streaming.Finish();
            return;
        }

        for (long row = _rows.Start(grain); row < end; row++)
            Row(_x + (row * _length), _y + (row * _length), _mean + row, _inverse + row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Row(T* x, T* y, T* mean, T* inverse)
    {
        long whole = _length - (_length % L.Count), rest = _length - whole;
        L a = L.Constant(0), b = a;
        long i = 0;
        for (; i <= whole - (2 * L.Count); i += 2 * L.Count)
        {
            a += L.Load(x + i);
            b += L.Load(x + i + L.Count);
        }

        if (i < whole)
            a += L.Load(x + i);
        if (rest > 0)
            b += LaneRest.Load<L, T>(x + whole, rest, T.Zero);
        T count = T.CreateTruncating(_length), middle = L.Sum(a + b) / count;
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
        }

        if (i < whole)
        {
            L p = L.Load(x + i) - center;
            a = L.MultiplyAdd(p, p, a);
        }

        if (rest > 0)
        {
            L p = LaneRest.Load<L, T>(x + whole, rest, middle) - center;
            b = L.MultiplyAdd(p, p, b);
        }

        T factor = T.One / T.Sqrt((L.Sum(a + b) / count) + T.CreateTruncating(_epsilon));
        L scale = L.Broadcast(factor);
        for (i = 0; i < whole; i += L.Count)
            L.Store(y + i, L.MultiplyAdd((L.Load(x + i) - center) * scale, L.Load(_scale + i), L.Load(_shift + i)));
        if (rest > 0)
        {
            L hat = (LaneRest.Load<L, T>(x + whole, rest, T.Zero) - center) * scale;
            LaneRest.Store(y + whole, rest, L.MultiplyAdd(hat, LaneRest.Load<L, T>(_scale + whole, rest, T.Zero), LaneRest.Load<L, T>(_shift + whole, rest, T.Zero)));
        }

        *mean = middle;
        *inverse = factor;
    }
}
