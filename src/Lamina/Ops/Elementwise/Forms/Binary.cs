using Lamina.Cpu.Elementwise;

namespace Lamina.Ops.Elementwise;

/// <summary>What the elementwise ops of two tensors share.</summary>
internal abstract record BinaryOp<F> : Op
    where F : struct, IBinaryRule
{
    protected BinaryOp(F formula, bool inPlace) => (Formula, InPlace) = (formula, inPlace);

    public F Formula { get; }

    /// <summary>True if the result is written over the first input.</summary>
    public bool InPlace { get; }

    public override string Name => InPlace ? F.Name + "_in_place" : F.Name;

    public override string? NonDifferentiable => F.NonDifferentiable;

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public override Effect EffectOf(int output) => InPlace ? Effect.Writes(0) : Effect.New;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        TensorSpec result = Broadcasting.Result(Name, inputs[0], inputs[1], ResultType(inputs[0], inputs[1]));
        if (!InPlace)
            return [result];
        if (result.Shape != inputs[0].Shape)
            throw new ShapeException($"{Name}: {inputs[1].Shape} broadcast with {inputs[0].Shape} gives {result.Shape}, which does not fit into the tensor that is written.");
        if (DTypes.Kind(result.DType) > DTypes.Kind(inputs[0].DType))
            throw new DTypeException($"{Name}: a result of {result.DType.Name()} cannot be written into a tensor of {inputs[0].DType.Name()}. Convert the tensor with `To` first.");
        return [inputs[0]];
    }

    public override Saves Saves(ulong needed) => F.Saves(needed);

    public override Tensor?[] Backward(BackwardContext context) => F.Backward(context);

    protected abstract DType ResultType(in TensorSpec left, in TensorSpec right);
}

/// <summary>A real elementwise op of two tensors.</summary>
internal sealed record Binary<F>(F Formula, bool InPlace = false) : BinaryOp<F>(Formula, InPlace)
    where F : struct, IBinaryFormula
{
    protected override DType ResultType(in TensorSpec left, in TensorSpec right) => DTypes.ResultType(left, right).ToFloating();

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Binary(Formula, call);
}

/// <summary>An elementwise op of two tensors that integers have too.</summary>
internal sealed record NumberBinary<F>(F Formula, bool InPlace = false) : BinaryOp<F>(Formula, InPlace)
    where F : struct, INumberBinaryFormula
{
    protected override DType ResultType(in TensorSpec left, in TensorSpec right)
    {
        DType result = DTypes.ResultType(left, right);
        return result != DType.Bool || F.InsteadOfBool is not { } instead ? result : throw new DTypeException($"{Name} is not defined for two bool tensors; {instead}.");
    }

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.NumberBinary(Formula, call);
}

/// <summary>An elementwise op of two tensors with one formula for floats and another for integers.</summary>
internal sealed record TwofoldBinary<F>(F Formula, bool InPlace = false) : BinaryOp<F>(Formula, InPlace)
    where F : struct, ITwofoldFormula
{
    protected override DType ResultType(in TensorSpec left, in TensorSpec right)
    {
        DType result = DTypes.ResultType(left, right);
        return result != DType.Bool ? result : throw new DTypeException($"{Name} is not defined for two bool tensors; convert one with `To` first.");
    }

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Twofold(Formula, call);
}

/// <summary>A division with a rest, for floats and integers.</summary>
internal sealed record Division<F>(F Formula) : BinaryOp<F>(Formula, false)
    where F : struct, IDivisionFormula
{
    protected override DType ResultType(in TensorSpec left, in TensorSpec right)
    {
        DType result = DTypes.ResultType(left, right);
        return result != DType.Bool ? result : throw new DTypeException($"{Name} is not defined for two bool tensors; convert one with `To` first.");
    }

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.Division(Formula, call);
}

/// <summary>An op on the bits of integers, or on truth values.</summary>
internal sealed record BitwiseBinary<F>(F Formula) : BinaryOp<F>(Formula, false)
    where F : struct, INumberBinaryFormula
{
    protected override DType ResultType(in TensorSpec left, in TensorSpec right)
    {
        DType result = DTypes.ResultType(left, right);
        return !result.IsFloatingPoint() ? result : throw new DTypeException(
            $"{Name} takes truth values and integers; got {left.DType.Name()} and {right.DType.Name()}. Compare first, or convert with `To`.");
    }

    protected internal override void Compute(KernelCall call) => ElementwiseKernels.NumberBinary(Formula, call);
}

/// <summary>A question about two tensors, element by element; the answer is bool.</summary>
internal sealed record Question<F>(F Formula) : Op
    where F : struct, IPredicate
{
    public override string Name => F.Name;

    public override string NonDifferentiable => "its result is true or false";

    public override FusionRole Fusion => FusionRole.Elementwise;

    public override IReadOnlyList<OpAttribute> Attributes => Formula.Attributes;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [Broadcasting.Result(Name, inputs[0], inputs[1], DType.Bool)];

    protected internal override void Compute(KernelCall call) =>
        ElementwiseKernels.Predicate(Formula, DTypes.Promote(call.Inputs[0].DType, call.Inputs[1].DType), call.Outputs[0], call.Inputs);
}
