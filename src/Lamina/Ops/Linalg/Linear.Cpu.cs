using System.Numerics;
using Lamina.Cpu;

namespace Lamina.Ops;

internal sealed partial record Linear
{
    protected internal override void Compute(KernelCall call)
    {
        if (call.Outputs[0].DType == DType.Float64)
            Compute<double>(call.Inputs[0], call.Inputs[1], call.Inputs[2], call.Outputs[0]);
        else
            Compute<float>(call.Inputs[0], call.Inputs[1], call.Inputs[2], call.Outputs[0]);
    }

    static unsafe void Compute<T>(in Operand x, in Operand w, in Operand bias, in Operand y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // A bias with a stride of its own is rare enough to be packed by hand.
        long n = y.Shape[1];
        T* row = (T*)bias.Address;
        if (bias.Strides[0] != 1 && n > 1)
        {
            row = (T*)Scratch.Get(ScratchSlot.Kernel0, n * sizeof(T));
            for (long i = 0; i < n; i++)
                row[i] = ((T*)bias.Address)[i * bias.Strides[0]];
        }

        MatrixProduct.Run(
            y.Shape[0], n, x.Shape[1],
            new MatrixView<T>((T*)x.Address, x.Strides[0], x.Strides[1]),
            new MatrixView<T>((T*)w.Address, w.Strides[1], w.Strides[0]),
            new MatrixView<T>((T*)y.Address, n, 1),
            columnBias: row);
    }
}
