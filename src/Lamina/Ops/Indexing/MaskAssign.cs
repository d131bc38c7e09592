using Lamina.Cpu.Indexing;
using Lamina.Ops.Elementwise;

namespace Lamina.Ops;

/// <summary>Writes the third input where the second, a mask, is true; both are broadcast to the first, whose dtype the third has.</summary>
internal sealed record MaskAssign : Op
{
    public override string Name => "mask_assign";

    public override Effect EffectOf(int output) => Effect.Writes(0);

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape shape = inputs[0].Shape;
        if (Broadcasting.Of(Name, shape, inputs[1].Shape) != shape || Broadcasting.Of(Name, shape, inputs[2].Shape) != shape)
            throw new ShapeException($"{Name}: a mask of {inputs[1].Shape} and values of {inputs[2].Shape} do not fit into {shape}.");
        return [inputs[0]];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context)
    {
        Tensor gradient = context.Gradient, mask = context.Input(1);
        return
        [
            context.Needs(0) ? Dispatch.Run(this, gradient.Clone(), mask, Tensor.Zeros([], gradient.DType)) : null,
            null,
            context.Needs(2) ? Dispatch.Run(this, Tensor.ZerosLike(gradient), mask, gradient) : null,
        ];
    }

    protected internal override void Compute(KernelCall call) => MaskSegment.Launch(call.Outputs[0], call.Inputs.AsSpan(1));
}
