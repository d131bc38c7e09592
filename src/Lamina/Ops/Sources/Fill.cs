namespace Lamina.Ops;

/// <summary>A new tensor with one number everywhere.</summary>
internal sealed partial record Fill(Shape Shape, DType DType, Scalar Value) : Op
{
    public override string Name => "fill";

    public override string NonDifferentiable => "it has no input";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [new TensorSpec(DType, Shape)];
}
