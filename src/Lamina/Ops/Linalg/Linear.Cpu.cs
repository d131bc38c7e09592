using System.Numerics;
using Lamina.Cpu;
using Lamina.Cpu.Products;

namespace Lamina.Ops;

internal sealed partial record Linear
{
    const int FewRows = 16;

    internal override int PackedInput => 1;

    protected internal override void Compute(KernelCall call)
    {
        if (call.Outputs[0].DType == DType.Float64)
            Compute<double>(call.Inputs[0], call.Inputs[1], call.Inputs[2], call.Outputs[0], call.Packed);
        else
            Compute<float>(call.Inputs[0], call.Inputs[1], call.Inputs[2], call.Outputs[0], call.Packed);
    }

    // A few rows are dot products with the weight as it lies; one column is a row.
    internal override long PackedBytes(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].Shape[0] <= FewRows || inputs[1].Shape[0] == 1
            ? 0
            : inputs[1].DType.Size() * (inputs[1].DType == DType.Float64
                ? PackedProduct.Elements<double>(inputs[1].Shape[0], inputs[1].Shape[1])
                : PackedProduct.Elements<float>(inputs[1].Shape[0], inputs[1].Shape[1]));

    internal override void Pack(KernelCall call)
    {
        if (call.Outputs[0].DType == DType.Float64)
            Pack<double>(call.Inputs[0], call.Inputs[1], call.Packed);
        else
            Pack<float>(call.Inputs[0], call.Inputs[1], call.Packed);
    }

    static unsafe void Pack<T>(in Operand x, in Operand w, nint packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PackedProduct.Pack(x.Shape[0], w.Shape[0], x.Shape[1], Rows<T>(x), Rows<T>(w).Transposed, (T*)packed);

    static unsafe MatrixView<T> Rows<T>(in Operand operand)
        where T : unmanaged => new((T*)operand.Address, operand.Strides[0], operand.Strides[1]);

    static unsafe void Compute<T>(in Operand x, in Operand w, in Operand bias, in Operand y, nint packed)
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
            Rows<T>(x),
            Rows<T>(w).Transposed,
            new MatrixView<T>((T*)y.Address, n, 1),
            columnBias: row,
            packedB: (T*)packed);
    }
}
