using Lamina.Cpu.Indexing;

namespace Lamina.Ops;

/// <summary>Zeros of a shape to which the first input is added at the places along an axis that the second names.</summary>
internal sealed partial record ScatterSum(Shape Shape, int Axis) : Op
{
    public override string Name => "scatter_add";

    /// <summary>16-bit floats are added up in float32 and rounded once.</summary>
    public static Tensor Run(Shape shape, int axis, Tensor source, Tensor index)
    {
        DType dtype = source.DType;
        Tensor wide = dtype is DType.Float16 or DType.BFloat16 ? source.To(DType.Float32) : source;
        return Dispatch.Run(new ScatterSum(shape, axis), wide.Contiguous(), index).To(dtype);
    }

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        IndexWalk.Check(Name, inputs[1].Shape, Shape, Axis);
        if (inputs[0].Shape != inputs[1].Shape)
            throw new ShapeException($"{Name}: elements of shape {inputs[0].Shape} at indices of shape {inputs[1].Shape}; both must be equal.");
        if (inputs[0].DType == DType.Bool)
            throw new DTypeException($"{Name}: truth values have no sum; convert them with `To` first.");
        return [inputs[0] with { Shape = Shape, Format = MemoryFormat.Contiguous }];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context) => [context.Gradient.Gather(Axis, context.Input(1)), null];
}
