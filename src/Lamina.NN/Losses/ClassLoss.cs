using Lamina.Ops;

namespace Lamina.NN;

/// <summary>What the losses over classes share: where the classes lie, labels checked, and the mean by weights.</summary>
internal abstract record ClassLoss(Reduction Reduction) : Loss(Reduction)
{
    /// <summary>The axis of the classes: the second, or the only one; the last for Keras' losses.</summary>
    protected virtual int ClassAxis(Tensor prediction) => prediction.Rank == 1 ? 0 : 1;

    /// <summary>Scores as [outer, classes, inner] and labels as [outer, inner].</summary>
    protected (Tensor Scores, Tensor Labels) Arrange(Tensor scores, Tensor labels)
    {
        NeedFloating(scores);
        if (scores.Rank == 0)
            throw new ShapeException($"{Name}: the prediction is a single number; it needs an axis of classes, such as [samples, classes].");
        int axis = ClassAxis(scores);
        Shape expected = scores.Shape.Remove(axis);
        if (!labels.DType.IsInteger())
            throw new DTypeException($"{Name}: labels are class numbers, so integers; got {labels.Spec}. Convert them with `To(DType.Int64)`{(labels.Shape == scores.Shape ? ", or, being probabilities or one-hot, give them to a loss that takes those" : "")}.");
        if (labels.Shape != expected)
        {
            string remedy = labels.Count == expected.Count ? $"Write `labels.Reshape({expected})`."
                : labels.Shape == scores.Shape ? "One-hot labels go in as floating-point numbers: `labels.To(DType.Float32)`."
                : "Compare the model's output with what the data set gives.";
            throw new ShapeException($"{Name}: a prediction {scores.Shape} with classes along axis {axis} needs labels of {expected}; got {labels.Shape}. {remedy}");
        }

        long outer = 1, inner = 1;
        for (int i = 0; i < scores.Rank; i++)
            (outer, inner) = i < axis ? (outer * scores.Shape[i], inner) : i > axis ? (outer, inner * scores.Shape[i]) : (outer, inner);
        return (scores.Reshape([outer, scores.Shape[axis], inner]), labels.To(DType.Int64).Reshape([outer, inner]));
    }

    /// <summary>The score that each label names; 0 where it is to be left out.</summary>
    protected Tensor Pick(Tensor scores, Tensor labels, long ignoreIndex) => Dispatch.Run(new PickClass(ignoreIndex, Name), scores, labels);

    /// <summary>The loss of labels, as <see cref="OfLabels"/>, of scores whose softmax is the probabilities: in one pass over them.</summary>
    protected Tensor OfLogits(Tensor scores, Tensor labels, Shape samples, Tensor? weight, long? ignoreIndex, double smoothing)
    {
        (long outer, long classes, long inner) = (scores.Shape[0], scores.Shape[1], scores.Shape[2]);
        Tensor rows = (inner == 1 ? scores : scores.Transpose(1, 2)).Reshape([outer * inner, classes]).Contiguous(), flat = labels.Reshape([outer * inner]).Contiguous();
        rows = rows.To(scores.DType == DType.Float64 ? DType.Float64 : DType.Float32);
        SoftmaxCrossEntropy op = new(smoothing, ignoreIndex ?? long.MinValue, Reduction == Reduction.Mean, inner, Name);
        Tensor losses = (weight is null
            ? Dispatch.Run(op, rows, flat)
            : Dispatch.Run(op, rows, flat, ClassWeights(weight, rows, 1).Reshape([classes]).Contiguous())).To(scores.DType);
        return Reduction == Reduction.Mean ? losses : Reduce(losses.Reshape(samples));
    }

    /// <summary>
    /// The loss of labels: −w·ln p at each, and a share of all classes where there is smoothing. The mean is divided by the sum of the labels' weights.
    /// </summary>
    /// <param name="logarithms">ln p, [outer, classes, inner].</param>
    /// <param name="labels">Class numbers, [outer, inner].</param>
    /// <param name="samples">The shape that losses are given in where they are not reduced.</param>
    /// <param name="weight">w, [classes]; ones without.</param>
    /// <param name="ignoreIndex">A label whose samples do not count.</param>
    /// <param name="smoothing">The share of all classes.</param>
    protected Tensor OfLabels(Tensor logarithms, Tensor labels, Shape samples, Tensor? weight, long? ignoreIndex, double smoothing = 0)
    {
        long ignored = ignoreIndex ?? long.MinValue;
        Tensor? classWeights = weight is null ? null : ClassWeights(weight, logarithms, 1);
        Tensor picked = Pick(logarithms, labels, ignored);
        Tensor? weights = classWeights is null ? null : Pick(classWeights.Expand(logarithms.Shape), labels, ignored);
        Tensor losses = -(weights is null ? picked : picked * weights);
        if (smoothing > 0)
        {
            Tensor all = -(classWeights is null ? logarithms : logarithms * classWeights).Sum(1);
            losses = (losses * (1 - smoothing)) + (Counted(all, labels, ignoreIndex) * (smoothing / logarithms.Shape[1]));
        }

        return Reduction == Reduction.Mean && (weights ?? Counts(labels, ignoreIndex)) is { } counts
            ? WeightedMean(losses, counts)
            : Reduce(losses.Reshape(samples));
    }

    /// <summary>The loss of a distribution over the classes: −Σ w·t·ln p. The mean is divided by the number of samples that count.</summary>
    /// <param name="logarithms">ln p.</param>
    /// <param name="target">t, of the same shape.</param>
    /// <param name="axis">The axis of the classes.</param>
    /// <param name="weight">w, [classes]; ones without.</param>
    /// <param name="ignoreIndex">A class; samples whose t is largest there do not count.</param>
    /// <param name="smoothing">s: t becomes t(1 − s) + s/classes.</param>
    protected Tensor OfProbabilities(Tensor logarithms, Tensor target, int axis, Tensor? weight, long? ignoreIndex, double smoothing)
    {
        long classes = logarithms.Shape[axis];
        if (ignoreIndex < 0 || ignoreIndex >= classes)
            throw new IndexException($"{Name}: ignoreIndex is {ignoreIndex}, but a target {target.Shape} has the classes 0 … {classes - 1}. Only labels can be numbers beyond the classes.");
        Tensor t = smoothing > 0 ? (target * (1 - smoothing)) + (smoothing / classes) : target;
        if (weight is not null)
            t *= ClassWeights(weight, logarithms, axis);
        Tensor losses = -(t * logarithms).Sum(axis);
        if (ignoreIndex is null)
            return Reduce(losses);
        Tensor largest = target.ArgMax(axis);
        losses = Counted(losses, largest, ignoreIndex);
        return Reduction == Reduction.Mean ? WeightedMean(losses, Counts(largest, ignoreIndex)!) : Reduce(losses);
    }

    // A sample that does not count takes no part, whatever its prediction is.
    static Tensor Counted(Tensor losses, Tensor labels, long? ignoreIndex) => ignoreIndex is { } ignored ? losses.MaskedFill(labels.EqualTo(ignored), 0) : losses;

    static Tensor? Counts(Tensor labels, long? ignoreIndex) => ignoreIndex is { } ignored ? labels.NotEqualTo(ignored) : null;

    /// <summary>One weight for each class, along the axis of the classes.</summary>
    protected Tensor ClassWeights(Tensor weight, Tensor scores, int axis)
    {
        long classes = scores.Shape[axis];
        if (weight.Shape != [classes])
            throw new ShapeException($"{Name}: weight is {weight.Shape}; it needs one number for each of the {classes} classes.");
        long[] sizes = [.. Enumerable.Repeat(1L, scores.Rank)];
        sizes[axis] = classes;
        return weight.To(scores.DType).Reshape(sizes);
    }
}
