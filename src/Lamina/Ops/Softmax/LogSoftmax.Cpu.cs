using System.Runtime.CompilerServices;
using Lamina.Cpu.Rows;

namespace Lamina.Ops;

internal sealed partial record LogSoftmax
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
            T max = RowKernels.Max<L, T>(from, length);

            // The maximum off first: it may be large and the logarithm small.
            L shift = L.Broadcast(max), log = L.Broadcast(RowKernels.Log<L, T>(RowKernels.SumOfExponentials<L, T>(from, max, length, null)));
            long i = 0;
            for (; i <= length - L.Count; i += L.Count)
                L.Store(to + i, L.Load(from + i) - shift - log);
            if (i < length)
                RowKernels.StoreRest(to + i, length - i, RowKernels.LoadRest<L, T>(from + i, length - i, T.Zero) - shift - log);
        }
    }
}

internal sealed partial record LogSoftmaxGradient
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
                sum += L.Load(gradient + i);
            L rest = default;
            if (i < length)
            {
                rest = RowKernels.LoadRest<L, T>(gradient + i, length - i, T.Zero);
                sum += rest;
            }

            L total = L.Broadcast(-L.Sum(sum));
            for (i = 0; i <= length - L.Count; i += L.Count)
                L.Store(to + i, L.MultiplyAdd(L.Exp(L.Load(value + i)), total, L.Load(gradient + i)));
            if (i < length)
                RowKernels.StoreRest(to + i, length - i, L.MultiplyAdd(L.Exp(RowKernels.LoadRest<L, T>(value + i, length - i, T.Zero)), total, rest));
        }
    }
}
