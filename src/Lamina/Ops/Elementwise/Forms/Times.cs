using Lamina.Cpu.Elementwise;

namespace Lamina.Ops.Elementwise;

/// <summary>
/// factor · f(x) in one pass: the gradient of an elementwise op, with f its derivative. Differentiable once more;
/// beyond that the generic types would not end.
/// </summary>
internal sealed record Times<F>(F Formula) : TimesBase<F>(Formula)
    where F : struct, IUnaryFormula
{
    public override Saves Saves(ulong needed) => Lamina.Ops.Saves.AllInputs;

    public override Tensor?[] Backward(BackwardContext context)
    {
        Tensor upstream = context.Gradient;
        return
        [
            context.Needs(0) ? Dispatch.Run(this, upstream, context.Input(1)) : null,
            context.Needs(1) ? Dispatch.Run(new LastTimes<DerivativeOf<F>>(new DerivativeOf<F>(Formula)), upstream * context.Input(0), context.Input(1)) : null,
        ];
    }
}

/// <summary>factor · f(x) where f is a second derivative: the end of the chain.</summary>
internal sealed record LastTimes<F>(F Formula) : TimesBase<F>(Formula)
    where F : struct, IUnaryFormula
{
    public override string? NonDifferentiable => "third derivatives of elementwise functions are not available";

    public override Tensor?[] Backward(BackwardContext context) => throw new GradientException($"{Name}: {NonDifferentiable}.");
}

/// <summary>What both share.</summary>
internal abstract record TimesBase<F> : Op
    where F : struct, IUnaryFormula
{
    protected TimesBase(F formula) => Formula = formula;

    public F Formula { get; }

    public override string Name => TimesFormula<F>.Name;

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
        [inputs[0] with { Shape = Broadcasting.Of(Name, inputs[0].Shape, inputs[1].Shape), DType = DTypes.Promote(inputs[0].DType, inputs[1].DType).ToFloating() }];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Binary(new TimesFormula<F>(Formula), call);
}
