namespace Lamina.Training;

/// <summary>Brings predictions and targets of a classification into one form.</summary>
internal static class ClassScores
{
    /// <summary>The scores with the classes on the last axis, and the class number of each sample.</summary>
    /// <exception cref="ShapeException">The target is neither class numbers nor one-hot vectors for the prediction.</exception>
    public static (Tensor Scores, Tensor Labels) Of(string metric, Tensor prediction, Tensor target)
    {
        if (prediction.Rank >= 2)
        {
            if (target.Shape == prediction.Shape)
                return (prediction, target.ArgMax(-1));
            if (Fits(prediction, target, 1))
                return (Last(prediction), Labels(prediction, target, 1));
            if (Fits(prediction, target, prediction.Rank - 1))
                return (prediction, Labels(prediction, target, prediction.Rank - 1));
        }

        throw new ShapeException($"The metric '{metric}' takes scores [N, classes] and class numbers [N], or one-hot vectors [N, classes]; got a prediction {prediction.Spec} and a target {target.Spec}.");
    }

    // A target may keep an axis of size 1 in the classes' place.
    static bool Fits(Tensor prediction, Tensor target, int axis) =>
        target.Shape == prediction.Shape.Remove(axis) || target.Shape == prediction.Shape.With(axis, 1);

    static Tensor Labels(Tensor prediction, Tensor target, int axis) => target.Reshape(prediction.Shape.Remove(axis)).To(DType.Int64);

    static Tensor Last(Tensor prediction)
    {
        if (prediction.Rank == 2)
            return prediction;
        int[] order = [0, .. Enumerable.Range(2, prediction.Rank - 2), 1];
        return prediction.Permute(order);
    }
}
