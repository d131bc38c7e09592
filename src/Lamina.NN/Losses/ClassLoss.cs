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
    protected static Tensor Pick(Tensor scores, Tensor labels, long ignoreIndex) => Dispatch.Run(new PickClass(ignoreIndex), scores, labels);

    /// <summary>One weight for each class, as [1, classes, 1]; ones without any.</summary>
    protected Tensor ClassWeights(Tensor? weight, Tensor scores)
    {
        long classes = scores.Shape[1];
        if (weight is not null && weight.Shape != [classes])
            throw new ShapeException($"{Name}: weight is {weight.Shape}; it needs one number for each of the {classes} classes.");
        return weight is null ? Tensor.Ones([1, 1, 1], scores.DType) : weight.To(scores.DType).Reshape([1, classes, 1]);
    }
}
