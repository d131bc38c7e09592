using System.Runtime.CompilerServices;
using Lamina.Cpu.Rows;

namespace Lamina.Ops;

internal sealed partial record LogSumExp
{
    protected internal override void Compute(KernelCall call) => RowKernels.Run<Rows>(call);

    unsafe struct Rows : IRowFunction
    {
        public readonly void Row<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T max = RowKernels.Max<L, T>(a, length), shift = T.IsInfinity(max) ? T.Zero : max;
            y[0] = RowKernels.Log<L, T>(RowKernels.SumOfExponentials<L, T>(a, shift, length, null)) + shift;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Columns<L, T>(T* y, T* a, T* b, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            L max = L.Broadcast(T.NegativeInfinity), sum = L.Constant(0);
            for (long i = 0; i < length; i++)
                max = L.Max(max, L.Load(a + (i * L.Count)));
            L shift = L.Select(L.Equal(L.Abs(max), L.Constant(double.PositiveInfinity)), L.Constant(0), max);
            for (long i = 0; i < length; i++)
                sum += L.Exp(L.Load(a + (i * L.Count)) - shift);
            L.Store(y, L.Log(sum) + shift);
        }
    }
}
