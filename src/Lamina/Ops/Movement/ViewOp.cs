namespace Lamina.Ops;

/// <summary>An op that looks at its input's memory in another way: no kernel, no copy.</summary>
internal abstract record ViewOp : Op
{
    public override Effect EffectOf(int output) => Effect.ViewOf(0);

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Layout view = ViewLayout(Layout.Dense(inputs[0].Shape, inputs[0].Format));
        return [inputs[0] with { Shape = view.Shape, Format = view.Format }];
    }

    internal abstract override Layout ViewLayout(Layout input);

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => default;

    protected internal override void Compute(KernelCall call) => throw new InvalidOperationException($"{Name} is a view and has no kernel.");
}
