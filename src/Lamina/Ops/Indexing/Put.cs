namespace Lamina.Ops;

/// <summary>Writes the third input at the row-major places of the first that the second names; the last one to a place stays.</summary>
internal sealed partial record Put : Op
{
    public override string Name => "put";

    public override Effect EffectOf(int output) => Effect.Writes(0);

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[1].Shape == inputs[2].Shape ? [inputs[0]] : throw new ShapeException($"{Name}: values of {inputs[2].Shape} at places {inputs[1].Shape} of {inputs[0].Shape}; both must be equal.");

    public override Saves Saves(ulong needed) => new(Inputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context)
    {
        Tensor gradient = context.Gradient, places = context.Input(1);
        return
        [
            context.Needs(0) ? Dispatch.Run(this, gradient.Clone(), places, Tensor.Zeros(places.Shape, gradient.DType)) : null,
            null,
            context.Needs(2) ? gradient.Reshape(-1).IndexSelect(0, places.Reshape(-1)).Reshape(places.Shape) : null,
        ];
    }
}
