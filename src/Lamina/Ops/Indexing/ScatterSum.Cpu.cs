using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed unsafe partial record ScatterSum
{
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Operand source = call.Inputs[0], index = call.Inputs[1], output = call.Outputs[0];
        IndexCheck.InRange(Name, index, Shape[Axis], Axis);
        System.Runtime.InteropServices.NativeMemory.Clear((void*)output.Address, (nuint)(Shape.Count * output.DType.Size()));
        if (index.Shape.Count == 0)
            return;
        IndexWalk walk = IndexWalk.Make(index.Shape, Shape, Axis);
        switch (output.DType)
        {
            case DType.Float32: ScatterSumGrains<float>.Run(walk, source.Address, index.Address, output.Address); break;
            case DType.Float64: ScatterSumGrains<double>.Run(walk, source.Address, index.Address, output.Address); break;
            case DType.Int64: ScatterSumGrains<long>.Run(walk, source.Address, index.Address, output.Address); break;
            case DType.Int32: ScatterSumGrains<int>.Run(walk, source.Address, index.Address, output.Address); break;
            case DType.Int16: ScatterSumGrains<short>.Run(walk, source.Address, index.Address, output.Address); break;
            case DType.Int8: ScatterSumGrains<sbyte>.Run(walk, source.Address, index.Address, output.Address); break;
            case DType.UInt8: ScatterSumGrains<byte>.Run(walk, source.Address, index.Address, output.Address); break;
            default: throw new DTypeException($"{Name} does not add {output.DType.Name()}.");
        }
    }
}
