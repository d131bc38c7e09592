using System.Runtime.CompilerServices;
using Lamina.Cpu.Rows;

namespace Lamina.Ops;

internal sealed partial record Softmax
{
    protected internal override void Compute(KernelCall call) => RowKernels.Run<Rows>(call);

    unsafe struct Rows : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Row<L, T>(T* y, T* a, T* b, long row, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T* from = a + (row * length), to = y + (row * length);
            T sum = RowKernels.SumOfExponentials<L, T>(from, RowKernels.Max<L, T>(from, length), length, to);
            L scale = L.Broadcast(T.One / sum);
            long i = 0;
            for (; i <= length - L.Count; i += L.Count)
                L.Store(to + i, L.Load(to + i) * scale);
            if (i < length)
                RowKernels.StoreRest(to + i, length - i, RowKernels.LoadRest<L, T>(to + i, length - i, T.Zero) * scale);
        }
    }
}

internal sealed partial record SoftmaxGradient
{
    protected internal override void Compute(KernelCall call) => RowKernels.Run<Rows>(call);

    unsafe struct Rows : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Row<L, T>(T* y, T* a, T* b, long row, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T* value = a + (row * length), gradient = b + (row * length), to = y + (row * length);
            L sum = L.Constant(0);
            long i = 0;
            for (; i <= length - L.Count; i += L.Count)
                sum = L.MultiplyAdd(L.Load(value + i), L.Load(gradient + i), sum);
            L lastValue = default, lastGradient = default;
            if (i < length)
            {
                lastValue = RowKernels.LoadRest<L, T>(value + i, length - i, T.Zero);
                lastGradient = RowKernels.LoadRest<L, T>(gradient + i, length - i, T.Zero);
                sum = L.MultiplyAdd(lastValue, lastGradient, sum);
            }

            L mean = L.Broadcast(L.Sum(sum));
            for (i = 0; i <= length - L.Count; i += L.Count)
                L.Store(to + i, L.Load(value + i) * (L.Load(gradient + i) - mean));
            if (i < length)
                RowKernels.StoreRest(to + i, length - i, lastValue * (lastGradient - mean));
        }
    }
}
