using Lamina.Cpu.Rows;

namespace Lamina.Ops;

internal sealed partial record LogSumExp
{
    protected internal override void Compute(KernelCall call) => RowKernels.Run<Rows>(call);

    unsafe struct Rows : IRowFunction
    {
        public readonly void Row<L, T>(T* y, T* a, T* b, long row, long length)
            where L : struct, Simd.IVectorLane<L, T>
            where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
        {
            T* from = a + (row * length);
            T max = RowKernels.Max<L, T>(from, length), shift = T.IsInfinity(max) ? T.Zero : max;
            y[row] = RowKernels.Log<L, T>(RowKernels.SumOfExponentials<L, T>(from, shift, length, null)) + shift;
        }
    }
}
