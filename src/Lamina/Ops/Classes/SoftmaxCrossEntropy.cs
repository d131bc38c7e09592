using Lamina.Autograd;

namespace Lamina.Ops;

/// <summary>
/// Cross-entropy of the softmax of scores [rows, classes], of float32 or float64, and labels [rows], of int64, with weights [classes] or none:
/// −(1 − s)·w·ln p of the label, and s/classes of that of all classes. Outputs: the losses [rows], or Σ losses / Σ weights of the labels
/// without axes; and for the gradient each row's maximum and logarithm of its sum of exponentials [2, rows], and Σ weights.
/// </summary>
/// <param name="Smoothing">s.</param>
/// <param name="IgnoreIndex">The label of rows that do not count.</param>
/// <param name="IsMean">Whether the losses are reduced to their weighted mean.</param>
/// <param name="Places">Rows that belong to one sample, for the words about a wrong label.</param>
/// <param name="Asker">Who is named where a label is wrong: a loss, or the op itself.</param>
internal sealed partial record SoftmaxCrossEntropy(double Smoothing, long IgnoreIndex, bool IsMean, long Places = 1, string Asker = "softmax_cross_entropy") : Op
{
    public override string Name => "softmax_cross_entropy";

    public override int VisibleOutputs => 1;

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        Shape scores = inputs[0].Shape;
        if (scores.Rank != 2 || inputs[1].Shape != [scores[0]] || (inputs.Length > 2 && inputs[2].Shape != [scores[1]]))
            throw new ShapeException($"{Name}: scores are [rows, classes], labels [rows] and weights [classes]; got {string.Join(", ", inputs.ToArray().Select(input => input.Shape))}. Bring the classes to the end with `Transpose`, and join the other axes with `Reshape`.");
        if (inputs[1].DType != DType.Int64 || !(inputs[0].DType is DType.Float32 or DType.Float64) || (inputs.Length > 2 && inputs[2].DType != inputs[0].DType))
            throw new DTypeException($"{Name}: scores and weights are float32 or float64, labels int64; got {string.Join(", ", inputs.ToArray())}. Convert them with `To`.");
        TensorSpec number = inputs[0] with { Shape = Shape.Empty, Format = MemoryFormat.Contiguous };
        return [IsMean ? number : number with { Shape = [scores[0]] }, number with { Shape = [2, scores[0]] }, number];
    }

    public override Saves Saves(ulong needed) => new(Inputs: 0b111, Outputs: 0b110);

    public override Tensor?[] Backward(BackwardContext context)
    {
        bool isWeighted = context.InputSpecs.Length > 2;
        if (GradMode.Enabled || (isWeighted && context.Needs(2)))
            return Decomposed.Gradients(this, context, 1);
        Tensor scores = context.Input(0), labels = context.Input(1), upstream = context.Gradient.Contiguous();
        SoftmaxCrossEntropyGradient gradient = new(Smoothing, IgnoreIndex, IsMean);
        return isWeighted
            ? [Dispatch.Run(gradient, scores, labels, upstream, context.Output(1), context.Output(2), context.Input(2)), null, null]
            : [Dispatch.Run(gradient, scores, labels, upstream, context.Output(1), context.Output(2)), null];
    }

    public override Tensor[] Decompose(ReadOnlySpan<Tensor> inputs)
    {
        Tensor scores = inputs[0], labels = inputs[1].Unsqueeze(1), logarithms = scores.LogSoftmax();
        Tensor? weights = inputs.Length > 2 ? inputs[2] : null;
        Tensor ignored = inputs[1].EqualTo(IgnoreIndex), counts = ignored.LogicalNot().To(scores.DType);
        Tensor losses = -Pick(logarithms);
        if (weights is not null)
        {
            counts = Pick(weights.Expand(scores.Shape));
            losses *= counts;
            logarithms *= weights;
        }

        if (Smoothing > 0)
            losses = (losses * (1 - Smoothing)) - (logarithms.Sum(1).MaskedFill(ignored, 0) * (Smoothing / scores.Shape[1]));
        return [IsMean ? losses.Sum() / counts.Sum() : losses];

        Tensor Pick(Tensor values) => Dispatch.Run(new PickClass(IgnoreIndex, Asker), values.Unsqueeze(2), labels).Squeeze(1);
    }

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 3 * (double)inputs[0].Shape.Count };
}

/// <summary>
/// The gradient of scores, of scores [rows, classes], labels, the gradient of the loss, the rows' maxima and logarithms, Σ weights, and weights or none:
/// the softmax times its factor in each row, less what the label and the smoothing ask for.
/// </summary>
/// <param name="Smoothing">The share of all classes.</param>
/// <param name="IgnoreIndex">The label of rows that do not count.</param>
/// <param name="IsMean">Whether the losses were reduced to their weighted mean.</param>
internal sealed partial record SoftmaxCrossEntropyGradient(double Smoothing, long IgnoreIndex, bool IsMean) : Op
{
    public override string Name => "softmax_cross_entropy_gradient";

    public override string? NonDifferentiable => "higher derivatives take the loss in simpler ops";

    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs) => [inputs[0] with { Format = MemoryFormat.Contiguous }];

    public override Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) =>
        base.Cost(inputs, outputs) with { Flops = 3 * (double)inputs[0].Shape.Count };
}
