namespace Lamina.Ops;

/// <summary>
/// Of scores [outer, classes, inner], the one that each label of [outer, inner] names; 0 where the label is the one to be left
/// out. Unlike a gather it knows that label, and says what is wrong with any other that is out of range.
/// </summary>
/// <param name="IgnoreIndex">The label to be left out.</param>
/// <param name="Asker">Who is named where a label is wrong: a loss, or the op itself.</param>
internal sealed partial record PickClass(long IgnoreIndex, string Asker = "pick_class") : Op
{
    public override string Name => "pick_class";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape scores = inputs[0].Shape;
        if (scores.Rank != 3 || inputs[1].Shape != [scores[0], scores[2]])
            throw new ShapeException($"{Name}: scores are [outer, classes, inner] and labels [outer, inner]; got {scores} and {inputs[1].Shape}.");
        if (inputs[1].DType != DType.Int64 || !inputs[0].DType.IsFloatingPoint())
            throw new DTypeException($"{Name}: scores are floating point and labels int64; got {inputs[0]} and {inputs[1]}.");
        return [new TensorSpec(inputs[0].DType, inputs[1].Shape)];
    }

    // Of the scores only the picked ones are read.
    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => new(0, inputs[1].Bytes + (2.0 * outputs[0].Bytes));

    public override Saves Saves(ulong needed) => new(Inputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new SpreadClass(IgnoreIndex, context.InputSpecs[0].Shape[1]), context.Gradient, context.Input(1)), null];
}

/// <summary>
/// The transpose of <see cref="PickClass"/>: from values and labels of [outer, inner] to [outer, classes, inner], where each value stands
/// at the class that its label names, with 0 elsewhere.
/// </summary>
/// <param name="IgnoreIndex">The label to be left out.</param>
/// <param name="Classes">Number of classes.</param>
internal sealed partial record SpreadClass(long IgnoreIndex, long Classes) : Op
{
    public override string Name => "spread_class";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        if (inputs[0].Shape.Rank != 2 || inputs[1].Shape != inputs[0].Shape)
            throw new ShapeException($"{Name}: values and labels are both [outer, inner]; got {inputs[0].Shape} and {inputs[1].Shape}.");
        if (inputs[1].DType != DType.Int64 || !inputs[0].DType.IsFloatingPoint())
            throw new DTypeException($"{Name}: values are floating point and labels int64; got {inputs[0]} and {inputs[1]}.");
        return [new TensorSpec(inputs[0].DType, [inputs[0].Shape[0], Classes, inputs[0].Shape[1]])];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context) =>
        [Dispatch.Run(new PickClass(IgnoreIndex), context.Gradient, context.Input(1)), null];
}
