using System.Runtime.CompilerServices;
using Lamina.Cpu;
using Lamina.Cpu.Rows;

namespace Lamina.Ops;

internal sealed partial record LogSoftmax
{
    protected internal override void Compute(KernelCall call) => RowKernels.Run<Rows>(call);

    unsafe struct Rows : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Row<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T max = RowKernels.Max<L, T>(a, length);

            // The maximum off first: it may be large and the logarithm small.
            L shift = L.Broadcast(max), log = L.Broadcast(RowKernels.Log<L, T>(RowKernels.SumOfExponentials<L, T>(a, max, length, null)));
            long i = 0;
            for (; i <= length - L.Count; i += L.Count)
                L.Store(y + i, L.Load(a + i) - shift - log);
            if (i < length)
                LaneRest.Store(y + i, length - i, LaneRest.Load<L, T>(a + i, length - i, T.Zero) - shift - log);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Columns<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            L max = L.Broadcast(T.NegativeInfinity), sum = L.Constant(0);
            for (long i = 0; i < length; i++)
                max = L.Max(max, L.Load(a + (i * L.Count)));
            for (long i = 0; i < length; i++)
                sum += L.Exp(L.Load(a + (i * L.Count)) - max);
            L log = L.Log(sum);
            for (long i = 0; i < length; i++)
                L.Store(y + (i * L.Count), L.Load(a + (i * L.Count)) - max - log);
        }
    }
}

internal sealed partial record LogSoftmaxGradient
{
    protected internal override void Compute(KernelCall call) => RowKernels.Run<Rows>(call);

    unsafe struct Rows : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Row<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            L sum = L.Constant(0);
            long i = 0;
            for (; i <= length - L.Count; i += L.Count)
                sum += L.Load(b + i);
            L rest = default;
            if (i < length)
            {
                rest = LaneRest.Load<L, T>(b + i, length - i, T.Zero);
                sum += rest;
            }

            L total = L.Broadcast(-L.Sum(sum));
            for (i = 0; i <= length - L.Count; i += L.Count)
                L.Store(y + i, L.MultiplyAdd(L.Exp(L.Load(a + i)), total, L.Load(b + i)));
            if (i < length)
                LaneRest.Store(y + i, length - i, L.MultiplyAdd(L.Exp(LaneRest.Load<L, T>(a + i, length - i, T.Zero)), total, rest));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Columns<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            L total = L.Constant(0);
            for (long i = 0; i < length; i++)
                total += L.Load(b + (i * L.Count));
            for (long i = 0; i < length; i++)
                L.Store(y + (i * L.Count), L.MultiplyAdd(L.Exp(L.Load(a + (i * L.Count))), -total, L.Load(b + (i * L.Count))));
        }
    }
}
