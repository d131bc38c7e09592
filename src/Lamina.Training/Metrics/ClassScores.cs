namespace Lamina.Training;

/// <summary>Brings predictions and targets of a classification into one form.</summary>
internal static class ClassScores
{
    /// <summary>The scores with the classes on the last axis, and a mask of that shape that is true at the class of each sample.</summary>
    /// <exception cref="ShapeException">The target is neither class numbers nor one-hot vectors for the prediction.</exception>
    public static (Tensor Scores, Tensor Mask) Of(string metric, Tensor prediction, Tensor target)
    {
        if (target.Shape == prediction.Shape && prediction.Rank >= 2)
            return (prediction, target.Greater(0.5));
        if (prediction.Rank >= 2 && target.Count * prediction.Shape[1] == prediction.Count && Fits(prediction, target, 1))
            return Sparse(Last(prediction), target.Reshape(prediction.Shape.Remove(1)));
        if (prediction.Rank >= 2 && target.Count * prediction.Shape[^1] == prediction.Count && Fits(prediction, target, prediction.Rank - 1))
            return Sparse(prediction, target.Reshape(prediction.Shape.Remove(prediction.Rank - 1)));
        throw new ShapeException($"The metric '{metric}' takes scores [N, classes] and class numbers [N], or one-hot vectors [N, classes]; got a prediction {prediction.Spec} and a target {target.Spec}.");
    }

    static (Tensor Scores, Tensor Mask) Sparse(Tensor scores, Tensor labels) =>
        (scores, labels.To(DType.Int64).Unsqueeze(-1).EqualTo(Tensor.Arange(scores.Shape[^1])));

    // A target may keep an axis of size 1 in the classes' place.
    static bool Fits(Tensor prediction, Tensor target, int axis)
    {
        Shape without = prediction.Shape.Remove(axis);
        return target.Shape == without || target.Shape == prediction.Shape.With(axis, 1);
    }

    static Tensor Last(Tensor prediction)
    {
        if (prediction.Rank == 2)
            return prediction;
        int[] order = [0, .. Enumerable.Range(2, prediction.Rank - 2), 1];
        return prediction.Permute(order);
    }
}
