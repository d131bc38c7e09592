using Lamina.Autograd;

namespace Lamina.Ops;

/// <summary>
/// Connectionist temporal classification: −ln of the probability that a path of classes, one a step, gives the target once repetitions are
/// joined and blanks are dropped. Inputs: logarithms of probabilities [steps, samples, classes], of float32 or float64; targets [samples, length], and the
/// lengths of inputs and targets [samples], of int64. Outputs: the losses [samples]; and for the gradient, in float64, ln α [samples, steps, row]: of the
/// paths up to a step that end in a state.
/// </summary>
/// <remarks>
/// The states are the target with a blank before, between and behind its labels. Gradient: of a class at a step, less the probability that the path is there,
/// by the same recursion from the end. Source: Graves et al., Connectionist Temporal Classification, 2006.
/// </remarks>
/// <param name="Blank">The class that stands for none.</param>
/// <param name="ZeroInfinity">Whether samples that no path fits have loss and gradient 0 in place of ∞ and NaN.</param>
internal sealed partial record Ctc(long Blank, bool ZeroInfinity) : Op
{
    public override string Name => "ctc";

    public override int VisibleOutputs => 1;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape scores = inputs[0].Shape, targets = inputs[1].Shape;
        if (scores.Rank != 3 || targets.Rank != 2 || targets[0] != scores[1] || inputs[2].Shape != [scores[1]] || inputs[3].Shape != [scores[1]])
        {
            throw new ShapeException($"{Name}: logarithms of probabilities are [steps, samples, classes], targets [samples, length], and lengths of inputs and targets [samples]; "
                + $"got {string.Join(", ", inputs.ToArray().Select(input => input.Shape))}. Bring the steps to the front with `Transpose(0, 1)`, and fill up short targets with any class.");
        }

        if (!(inputs[0].DType is DType.Float32 or DType.Float64) || inputs[1].DType != DType.Int64 || inputs[2].DType != DType.Int64 || inputs[3].DType != DType.Int64)
            throw new DTypeException($"{Name}: logarithms of probabilities are float32 or float64, targets and lengths int64; got {string.Join(", ", inputs.ToArray())}. Convert them with `To`.");
        if (Blank < 0 || Blank >= scores[2])
            throw new IndexException($"{Name}: the blank is {Blank}, but there are {scores[2]} classes: 0 to {scores[2] - 1}.");
        return
        [
            new TensorSpec(inputs[0].DType, [scores[1]]),
            new TensorSpec(DType.Float64, [scores[1], scores[0], RowOf(targets[1])]),
        ];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b1111, Outputs: 0b10);

    public override Tensor?[] Backward(BackwardContext context)
    {
        // What comes before the op is differentiable again: without an error a second derivative would lack this part without a word.
        if (GradMode.Enabled)
            throw new GradientException($"{Name} has a first derivative only: {CtcGradient.Reason}. Ask for gradients without `createGraph`.");
        return
        [
            Dispatch.Run(new CtcGradient(Blank, ZeroInfinity), context.Input(0), context.Input(1), context.Input(2), context.Input(3), context.Output(1), context.Gradient.Contiguous()),
            null, null, null,
        ];
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 12 * (double)outputs[1].Shape.Count };

    /// <summary>Length of a row of states: two before the first, and whole vectors of any width behind.</summary>
    public static long RowOf(long longestTarget) => 2 + (((2 * longestTarget) + 8) / 8 * 8);
}

/// <summary>The gradient of the logarithms of probabilities, of the inputs of <see cref="Ctc"/>, its ln α, and the gradient of its losses [samples].</summary>
/// <param name="Blank">The class that stands for none.</param>
/// <param name="ZeroInfinity">Whether samples that no path fits have gradient 0 in place of NaN.</param>
internal sealed partial record CtcGradient(long Blank, bool ZeroInfinity) : Op
{
    public override string Name => "ctc_gradient";

    public const string Reason = "the curvature of the sum over paths is not computed";

    public override string? NonDifferentiable => Reason;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Format = MemoryFormat.Contiguous }];

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 16 * (double)inputs[4].Shape.Count };
}
