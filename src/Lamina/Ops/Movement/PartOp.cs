namespace Lamina.Ops;

/// <summary>A view that leaves elements out: its gradient is zero there.</summary>
internal abstract record PartOp : ViewOp
{
    public override Tensor?[] Backward(BackwardContext context) => [Dispatch.Run(new ViewGradient(this, context.InputSpecs[0].Shape), context.Gradient)];
}
