using Lamina.Cpu.Elementwise;

namespace Lamina.Ops.Elementwise;

/// <summary>What the elementwise ops of one tensor share.</summary>
internal abstract record UnaryOp<F> : Op
    where F : struct, IFormula
{
    protected UnaryOp(F formula) => Formula = formula;

    public F Formula { get; }

    public override string Name => F.Name;

    public override string? NonDifferentiable => F.NonDifferentiable;

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { DType = inputs[0].DType.ToFloating() }];
}

/// <summary>An elementwise op of one tensor; its gradient comes from dual numbers and needs the input.</summary>
internal sealed record Unary<F>(F Formula) : UnaryOp<F>(Formula)
    where F : struct, IUnaryFormula
{
    public override Saves Saves(ulong needed) => new(Inputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeOf<F>>(new DerivativeOf<F>(Formula)), context.Gradient, context.Input(0))];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Unary(Formula, call);
}

/// <summary>An elementwise op of one tensor whose gradient needs the output.</summary>
internal sealed record UnaryByOutput<F>(F Formula) : UnaryOp<F>(Formula)
    where F : struct, IOutputDerivative
{
    public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeByOutput<F>>(new DerivativeByOutput<F>(Formula)), context.Gradient, context.Output())];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Unary(Formula, call);
}

/// <summary>An elementwise op of one tensor that integers have too.</summary>
internal sealed record NumberUnary<F>(F Formula) : UnaryOp<F>(Formula)
    where F : struct, INumberUnaryFormula
{
    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) =>
        inputs[0].DType != DType.Bool ? [inputs[0]] : throw new DTypeException($"{Name} is not defined for bool tensors; convert with `To` first.");

    public override Saves Saves(ulong needed) => new(Inputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeOf<AsReal<F>>>(new DerivativeOf<AsReal<F>>(new AsReal<F>(Formula))), context.Gradient, context.Input(0))];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.NumberUnary(Formula, call);
}
