using Lamina.Cpu.Elementwise;

namespace Lamina.Ops.Elementwise;

/// <summary>What the elementwise ops of one tensor share.</summary>
internal abstract record UnaryOp<F> : Op
    where F : struct, IFormula
{
    protected UnaryOp(F formula, bool inPlace) => (Formula, InPlace) = (formula, inPlace);

    public F Formula { get; }

    /// <summary>True if the result is written over the input.</summary>
    public bool InPlace { get; }

    public override string Name => InPlace ? F.Name + "_in_place" : F.Name;

    public override string? NonDifferentiable => F.NonDifferentiable;

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public override Effect EffectOf(int output) => InPlace ? Effect.Writes(0) : Effect.New;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        DType result = ResultType(inputs[0].DType);
        if (InPlace && result != inputs[0].DType)
            throw new DTypeException($"{Name}: a result of {result.Name()} cannot be written into a tensor of {inputs[0].DType.Name()}. Convert the tensor with `To` first.");
        return [inputs[0] with { DType = result }];
    }

    protected virtual DType ResultType(DType dtype) => dtype.ToFloating();
}

/// <summary>An elementwise op of one tensor; its gradient comes from dual numbers and needs the input.</summary>
internal sealed record Unary<F>(F Formula, bool InPlace = false) : UnaryOp<F>(Formula, InPlace)
    where F : struct, IUnaryFormula
{
    public override Saves Saves(ulong needed) => new(Inputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeOf<F>>(new DerivativeOf<F>(Formula)), context.Gradient, context.Input(0))];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Unary(Formula, call);
}

/// <summary>An elementwise op of one tensor whose derivative at the input is written out.</summary>
internal sealed record UnaryByInput<F>(F Formula, bool InPlace = false) : UnaryOp<F>(Formula, InPlace)
    where F : struct, IInputDerivative
{
    public override Saves Saves(ulong needed) => new(Inputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeByInput<F>>(new DerivativeByInput<F>(Formula)), context.Gradient, context.Input(0))];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Unary(Formula, call);
}

/// <summary>An elementwise op of one tensor whose gradient needs the output.</summary>
internal sealed record UnaryByOutput<F>(F Formula, bool InPlace = false) : UnaryOp<F>(Formula, InPlace)
    where F : struct, IOutputDerivative
{
    public override Saves Saves(ulong needed) => new(Inputs: 0, Outputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeByOutput<F>>(new DerivativeByOutput<F>(Formula)), context.Gradient, context.Output())];

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Unary(Formula, call);
}

/// <summary>An elementwise op of one tensor that integers have too.</summary>
internal sealed record NumberUnary<F>(F Formula, bool InPlace = false) : UnaryOp<F>(Formula, InPlace)
    where F : struct, INumberUnaryFormula
{
    public override Saves Saves(ulong needed) => new(Inputs: 1);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new Times<DerivativeOf<AsReal<F>>>(new DerivativeOf<AsReal<F>>(new AsReal<F>(Formula))), context.Gradient, context.Input(0))];

    protected override DType ResultType(DType dtype) =>
        dtype != DType.Bool ? dtype : throw new DTypeException($"{Name} is not defined for bool tensors; convert with `To` first.");

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.NumberUnary(Formula, call);
}

/// <summary>A question about one tensor, element by element; the answer is bool.</summary>
internal sealed record UnaryQuestion<F>(F Formula) : Op
    where F : struct, IUnaryPredicate
{
    public override string Name => F.Name;

    public override string NonDifferentiable => "its result is true or false";

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { DType = DType.Bool }];

    protected internal override void Compute(KernelCall call) =>
        ElementwiseKernels.Predicate(new FirstOnly<F>(Formula), call.Inputs[0].DType, call.Outputs[0], [call.Inputs[0], call.Inputs[0]]);
}
