using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// What the classes of a metric are, and how predictions are read: <c>Classes.Binary()</c>, <c>Classes.Multiclass(10)</c>, <c>Classes.Multilabel(5)</c>.
/// </summary>
/// <param name="Kind">Yes or no, one of several, or several at once.</param>
/// <param name="Count">The number of classes or labels; 2 where the question is yes or no.</param>
/// <param name="Threshold">Above which a probability is a yes; not used of several classes, where the highest score counts.</param>
/// <param name="FromLogits">True if scores are logits, of which the probabilities are sigmoid or softmax. In a compiled model its loss decides.</param>
/// <param name="IgnoreIndex">A target that is not counted, as for the border of regions; null for none.</param>
public sealed record Classes(ClassKind Kind, int Count, double Threshold, bool FromLogits, long? IgnoreIndex)
{
    /// <summary>Yes or no: predictions of any shape are compared element by element with targets of as many elements, 0 or 1.</summary>
    /// <param name="threshold">Above which a probability is a yes; 0.5 by default.</param>
    /// <param name="fromLogits">True if predictions are logits.</param>
    /// <param name="ignoreIndex">A target that is not counted.</param>
    public static Classes Binary(double threshold = 0.5, bool fromLogits = false, long? ignoreIndex = null) => new(ClassKind.Binary, 2, threshold, fromLogits, ignoreIndex);

    /// <summary>
    /// One of several: scores [N, classes], [N, classes, …] or [N, …, classes], or class numbers of the targets' shape (an integer dtype), against class
    /// numbers, or one-hot vectors of the scores' shape. Of equal scores the first class counts.
    /// </summary>
    /// <param name="count">The number of classes, at least 2.</param>
    /// <param name="fromLogits">True if scores are logits: matters where probabilities do, as for calibration.</param>
    /// <param name="ignoreIndex">A target that is not counted.</param>
    public static Classes Multiclass(int count, bool fromLogits = false, long? ignoreIndex = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        return new(ClassKind.Multiclass, count, 0.5, fromLogits, ignoreIndex);
    }

    /// <summary>Any number of labels at once: scores [N, labels] against targets [N, labels] of 0 and 1.</summary>
    /// <param name="count">The number of labels, at least 1.</param>
    /// <param name="threshold">Above which a probability is a yes; 0.5 by default.</param>
    /// <param name="fromLogits">True if predictions are logits.</param>
    public static Classes Multilabel(int count, double threshold = 0.5, bool fromLogits = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(ClassKind.Multilabel, count, threshold, fromLogits, null);
    }

    internal Classes For(Loss? loss) => loss switch
    {
        BinaryLogitsLoss or CrossEntropyLoss => this with { FromLogits = true },
        CategoricalCrossEntropyLoss categorical => this with { FromLogits = categorical.FromLogits },
        SparseCategoricalCrossEntropyLoss sparse => this with { FromLogits = sparse.FromLogits },
        _ => this,
    };

    /// <summary>Scores as rows: [n] if yes or no, else [n, classes]; with the targets [n], or [n, labels]. Probabilities if asked for.</summary>
    internal (Tensor Scores, Tensor Truth) Rows(string metric, Tensor prediction, Tensor target, bool probabilities = true)
    {
        bool squash = probabilities && FromLogits;

        // In float32 high probabilities would all be 1.
        if (squash)
            prediction = prediction.To(DType.Float64);
        switch (Kind)
        {
            case ClassKind.Binary:
                if (prediction.Count != target.Count)
                    throw new ShapeException($"The metric '{metric}' compares prediction and target element by element; got {prediction.Spec} and {target.Spec}. Give both one shape, or say `Classes.Multiclass(count)`.");
                Tensor flat = prediction.Reshape(-1), labels = target.Reshape(-1);
                return (squash ? flat.Sigmoid() : flat, labels);
            case ClassKind.Multilabel:
                if (prediction.Shape != target.Shape || prediction.Rank != 2 || prediction.Shape[1] != Count)
                    throw new ShapeException($"The metric '{metric}' takes scores and targets [N, {Count}]; got {prediction.Spec} and {target.Spec}.");
                return (squash ? prediction.Sigmoid() : prediction, target);
            default:
                (Tensor scores, Tensor truth) = ClassScores.Of(metric, prediction, target);
                if (scores.Shape[^1] != Count)
                    throw new ShapeException($"The metric '{metric}' was made for {Count} classes; got a prediction {prediction.Spec}.");
                scores = scores.Reshape(-1, Count);
                return (squash ? scores.Softmax(-1) : scores, truth.Reshape(-1));
        }
    }

    /// <summary>The decisions: class numbers [n] and the targets' [n]; of labels, 0 and 1, [n, labels].</summary>
    internal (Tensor Decided, Tensor Truth) Decisions(string metric, Tensor prediction, Tensor target)
    {
        if (Kind == ClassKind.Multiclass && !prediction.DType.IsFloatingPoint() && prediction.Shape == target.Shape)
            return (prediction.Reshape(-1).To(DType.Int64), target.Reshape(-1).To(DType.Int64));
        (Tensor scores, Tensor truth) = Rows(metric, prediction, target, probabilities: false);
        if (Kind == ClassKind.Multiclass)
            return (scores.ArgMax(-1), truth);

        // The logit of the threshold in place of the probability: no rounding of a sigmoid lies between.
        double cut = FromLogits ? Math.Log(Threshold / (1 - Threshold)) : Threshold;
        return (scores.Greater(cut).To(DType.Int64), truth.To(DType.Int64));
    }

    /// <summary>1 for each target that counts, else 0: float64, of the targets' shape. Null if all count.</summary>
    internal Tensor? Counted(Tensor truth) => IgnoreIndex is { } ignored ? truth.NotEqualTo(ignored).To(DType.Float64) : null;
}
