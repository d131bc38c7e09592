namespace Lamina.Ops;

/// <summary>
/// One step of an optimizer over any number of parameters, in place and in one pass over memory.
/// </summary>
/// <remarks>
/// <para>
/// Inputs: the learning rate (float64, 0-d); then for each parameter the parameter, its gradient, the number of its updates so
/// far (int64, 0-d) and its states. Outputs: parameter, number of updates and states of each, all written in place; the number
/// grows by one; where the learning rate is no number, all stay as they are. So nothing that changes between steps is part of the op, and a captured step can be replayed.
/// </para>
/// <para>
/// Parameters are of any floating dtype, but float64 ones do not stand beside others. Gradient and states have the shape of the parameter, and lie
/// in memory as it does. 16-bit values are computed in float32 and rounded once.
/// </para>
/// </remarks>
public abstract record UpdateOp : Op
{
    // Before the states of each parameter: the parameter, its gradient, its number of updates.
    const int Fixed = 3;

    /// <inheritdoc/>
    public override string NonDifferentiable => "it changes parameters in place, after their gradients are known";

    /// <summary>The names of the states of each parameter.</summary>
    public abstract IReadOnlyList<string> StateNames { get; }

    /// <summary>Inputs for each parameter.</summary>
    internal int InputsEach => Fixed + StateNames.Count;

    /// <inheritdoc/>
    public override Effect EffectOf(int output)
    {
        (int parameter, int place) = Math.DivRem(output, InputsEach - 1);
        return Effect.Writes(1 + (parameter * InputsEach) + (place == 0 ? 0 : place + 1));
    }

    /// <inheritdoc/>
    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        int each = InputsEach, parameters = (inputs.Length - 1) / each;
        if (inputs.Length == 0 || inputs.Length != 1 + (parameters * each))
            throw new ShapeException($"{Name}: {inputs.Length} inputs; it takes the learning rate, and {each} tensors for each parameter: parameter, gradient, number of updates{string.Concat(StateNames.Select(name => ", " + name))}.");
        if (inputs[0] is not { DType: DType.Float64, Shape.Rank: 0 })
            throw new DTypeException($"{Name}: the learning rate is a float64 tensor without axes; got {inputs[0]}.");
        TensorSpec[] outputs = new TensorSpec[parameters * (each - 1)];
        for (int i = 0; i < parameters; i++)
            Check(i, inputs.Slice(1 + (i * each), each), inputs[1].DType);
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = inputs[EffectOf(i).Input];
        return outputs;
    }

    /// <inheritdoc/>
    /// <remarks>A multiply-add for every value that is read.</remarks>
    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
    {
        double values = 0;
        foreach (TensorSpec input in inputs)
            values += input.Shape.Count;
        return base.Cost(inputs, outputs) with { Flops = 2 * values };
    }

    void Check(int number, ReadOnlySpan<TensorSpec> own, DType first)
    {
        if (!own[0].DType.IsFloatingPoint() || (own[0].DType == DType.Float64) != (first == DType.Float64))
            throw new DTypeException($"{Name}: parameter {number} is {own[0]}, parameter 0 {first.Name()}. Parameters are floating point, and float64 ones are updated apart from others.");
        if (own[2] is not { DType: DType.Int64, Shape.Rank: 0 })
            throw new DTypeException($"{Name}: the number of updates of parameter {number} is an int64 tensor without axes; got {own[2]}.");
        for (int i = 1; i < own.Length; i++)
        {
            string what = i == 1 ? "gradient" : i == 2 ? "" : StateNames[i - Fixed];
            if (i != 2 && (own[i].Shape != own[0].Shape || !own[i].DType.IsFloatingPoint()))
                throw new ShapeException($"{Name}: parameter {number} is {own[0]}, its {what} {own[i]}. Both must have one shape and be floating point: give the parameter the gradient that `Backward` computed for it.");
        }
    }
}
