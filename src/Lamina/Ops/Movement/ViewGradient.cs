namespace Lamina.Ops;

/// <summary>Zeros of a shape with the input laid into one view of it: the gradient of a <see cref="PartOp"/>.</summary>
internal sealed partial record ViewGradient(PartOp View, Shape Shape) : Op
{
    public override string Name => View.Name + "_gradient";

    public override IReadOnlyList<OpAttribute> Attributes => [.. View.Attributes, new("Whole", Shape)];

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Shape = Shape, Format = MemoryFormat.Contiguous }];

    public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(View, context.Gradient)];
}
