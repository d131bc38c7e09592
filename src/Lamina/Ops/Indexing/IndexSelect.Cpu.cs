using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

internal sealed partial record IndexSelect
{
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Operand x = call.Inputs[0], index = call.Inputs[1];
        IndexCheck.InRange(Name, index, x.Shape[Axis], Axis);
        SliceGrains.Run(x, index, call.Outputs[0], Axis);
    }
}

internal sealed unsafe partial record IndexSum
{
    protected internal override void Compute(KernelCall call)
    {
        IndexCheck.Contiguous(call);
        Operand source = call.Inputs[0], index = call.Inputs[1], output = call.Outputs[0];
        IndexCheck.InRange(Name, index, Size, Axis);
        long* starts = (long*)call.Workspace, order = starts + Size + 1;
        SliceSumGrains<float>.Sort((long*)index.Address, index.Shape.Count, Size, starts, order);
        switch (output.DType)
        {
            case DType.Float32: SliceSumGrains<float>.Run(source, output, Axis, starts, order); break;
            case DType.Float64: SliceSumGrains<double>.Run(source, output, Axis, starts, order); break;
            case DType.Int64: SliceSumGrains<long>.Run(source, output, Axis, starts, order); break;
            case DType.Int32: SliceSumGrains<int>.Run(source, output, Axis, starts, order); break;
            case DType.Int16: SliceSumGrains<short>.Run(source, output, Axis, starts, order); break;
            case DType.Int8: SliceSumGrains<sbyte>.Run(source, output, Axis, starts, order); break;
            case DType.UInt8: SliceSumGrains<byte>.Run(source, output, Axis, starts, order); break;
            default: throw new DTypeException($"{Name} does not add {output.DType.Name()}.");
        }
    }
}
