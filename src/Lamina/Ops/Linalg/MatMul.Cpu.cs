using System.Numerics;
using Lamina.Cpu.Products;

namespace Lamina.Ops;

internal sealed partial record MatMul
{
    protected internal override void Compute(KernelCall call)
    {
        if (call.Outputs[0].DType == DType.Float64)
            Compute<double>(call.Inputs[0], call.Inputs[1], call.Outputs[0]);
        else
            Compute<float>(call.Inputs[0], call.Inputs[1], call.Outputs[0]);
    }

    static unsafe void Compute<T>(in Operand a, in Operand b, in Operand c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long m = c.Shape[^2], n = c.Shape[^1], k = a.Shape[^1];
        int batchAxes = c.Shape.Rank - 2;

        // The innermost batch axis, with all before it that go on in the same stride, is one call.
        long together = 1, strideA = 0, strideB = 0;
        int axis = batchAxes - 1;
        for (; axis >= 0; axis--)
        {
            long size = c.Shape[axis], nextA = BatchStride(a, axis, batchAxes), nextB = BatchStride(b, axis, batchAxes);
            if (size == 1)
                continue;
            if (together == 1)
                (strideA, strideB) = (nextA, nextB);
            else if (nextA != strideA * together || nextB != strideB * together)
                break;
            together *= size;
        }

        long outer = 1;
        for (int i = 0; i <= axis; i++)
            outer *= c.Shape[i];
        for (long item = 0; item < outer; item++)
        {
            long rest = item, offsetA = 0, offsetB = 0;
            for (int i = axis; i >= 0; i--)
            {
                (rest, long index) = Math.DivRem(rest, c.Shape[i]);
                offsetA += index * BatchStride(a, i, batchAxes);
                offsetB += index * BatchStride(b, i, batchAxes);
            }

            MatrixProduct.RunBatch(
                together, m, n, k,
                new MatrixView<T>((T*)a.Address + offsetA, a.Strides[^2], a.Strides[^1]), strideA,
                new MatrixView<T>((T*)b.Address + offsetB, b.Strides[^2], b.Strides[^1]), strideB,
                new MatrixView<T>((T*)c.Address + (item * together * m * n), n, 1), m * n);
        }
    }

    static long BatchStride(in Operand operand, int axis, int batchAxes)
    {
        int own = axis - (batchAxes - (operand.Shape.Rank - 2));
        return own < 0 || operand.Shape[own] == 1 ? 0 : operand.Strides[own];
    }
}
