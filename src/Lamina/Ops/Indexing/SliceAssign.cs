using Lamina.Cpu.Elementwise;
using Lamina.Ops.Elementwise;

namespace Lamina.Ops;

/// <summary>Writes the second input, broadcast and converted, into slices of the first.</summary>
internal sealed record SliceAssign(SliceList Slices) : Op
{
    public override string Name => "slice_assign";

    public override Effect EffectOf(int output) => Effect.Writes(0);

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape part = Slices.Of(Layout.Dense(inputs[0].Shape)).Shape;
        if (Broadcasting.Of(Name, part, inputs[1].Shape) != part)
            throw new ShapeException($"{Name}: values of shape {inputs[1].Shape} do not fit into a part of shape {part} of {inputs[0].Shape}.");
        return [inputs[0]];
    }

    // What was overwritten has no influence any more; what was written has that of its places.
    public override Tensor?[] Backward(BackwardContext context) =>
    [
        context.Needs(0) ? Dispatch.Run(this, context.Gradient.Clone(), Tensor.Zeros([], context.Gradient.DType)) : null,
        context.Needs(1) ? Slices.Of(context.Gradient) : null,
    ];

    protected internal override void Compute(KernelCall call)
    {
        call.Memo ??= Slices.Of(call.Outputs[0].Layout);
        CopySegment.Launch(call.Outputs[0].Part((Layout)call.Memo), call.Inputs[1]);
    }
}
