using System.Runtime.CompilerServices;
using Lamina.Cpu;
using Lamina.Cpu.Rows;

namespace Lamina.Ops;

internal sealed partial record Softmax
{
    protected internal override void Compute(KernelCall call) => Lanes.Run(default(Kernel), call.Inputs[0].DType, call);

    readonly struct Kernel : ILaneKernel
    {
        public void Run<L, T>(KernelCall call)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            if (!SoftmaxStream<L, T>.TryRun(call))
                RowWalk<Rows, L, T>.Run(default, call);
        }
    }

    unsafe struct Rows : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Row<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T sum = RowKernels.SumOfExponentials<L, T>(a, RowKernels.Max<L, T>(a, length), length, y);
            L scale = L.Broadcast(T.One / sum);
            long i = 0;
            for (; i <= length - L.Count; i += L.Count)
                L.Store(y + i, L.Load(y + i) * scale);
            if (i < length)
                LaneRest.Store(y + i, length - i, LaneRest.Load<L, T>(y + i, length - i, T.Zero) * scale);
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
            {
                L term = L.Exp(L.Load(a + (i * L.Count)) - max);
                L.Store(y + (i * L.Count), term);
                sum += term;
            }

            L scale = L.Constant(1) / sum;
            for (long i = 0; i < length; i++)
                L.Store(y + (i * L.Count), L.Load(y + (i * L.Count)) * scale);
        }
    }
}

internal sealed partial record SoftmaxGradient
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
                sum = L.MultiplyAdd(L.Load(a + i), L.Load(b + i), sum);
            L lastValue = default, lastGradient = default;
            if (i < length)
            {
                lastValue = LaneRest.Load<L, T>(a + i, length - i, T.Zero);
                lastGradient = LaneRest.Load<L, T>(b + i, length - i, T.Zero);
                sum = L.MultiplyAdd(lastValue, lastGradient, sum);
            }

            L mean = L.Broadcast(L.Sum(sum));
            for (i = 0; i <= length - L.Count; i += L.Count)
                L.Store(y + i, L.Load(a + i) * (L.Load(b + i) - mean));
            if (i < length)
                LaneRest.Store(y + i, length - i, lastValue * (lastGradient - mean));
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Columns<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            L mean = L.Constant(0);
            for (long i = 0; i < length; i++)
                mean = L.MultiplyAdd(L.Load(a + (i * L.Count)), L.Load(b + (i * L.Count)), mean);
            for (long i = 0; i < length; i++)
                L.Store(y + (i * L.Count), L.Load(a + (i * L.Count)) * (L.Load(b + (i * L.Count)) - mean));
        }
    }
}
