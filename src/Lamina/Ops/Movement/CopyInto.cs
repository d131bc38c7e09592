using Lamina.Cpu.Elementwise;
using Lamina.Ops.Elementwise;

namespace Lamina.Ops;

/// <summary>Writes the second tensor, broadcast and converted, over the first.</summary>
internal sealed record CopyInto : Op
{
    public override string Name => "copy_into";

    public override Effect EffectOf(int output) => Effect.Writes(0);

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (Broadcasting.Of(Name, inputs[0].Shape, inputs[1].Shape) != inputs[0].Shape)
            throw new ShapeException($"{Name}: values of shape {inputs[1].Shape} do not fit into {inputs[0].Shape}.");
        return [inputs[0]];
    }

    public override Tensor?[] Backward(BackwardContext context) =>
        [context.Needs(0) ? Tensor.Zeros(context.InputSpecs[0].Shape, context.InputSpecs[0].DType) : null, context.Needs(1) ? context.Gradient : null];

    protected internal override void Compute(KernelCall call) => CopySegment.Launch(call.Outputs[0], call.Inputs[1]);
}
