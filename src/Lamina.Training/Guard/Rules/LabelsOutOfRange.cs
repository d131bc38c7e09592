using Lamina.NN;

namespace Lamina.Training;

/// <summary>Targets that the loss takes without an error, though it is not made for them.</summary>
internal sealed class LabelsOutOfRange : GuardRule
{
    const double Tolerance = 1e-3;

    public override string Name => "labels-out-of-range";

    public override string? Look(GuardLook look)
    {
        if (look.Target is not { Count: > 0 } target)
            return null;
        using GradientScope off = Gradients.Off();
        if (look.Loss is { } loss)
            return look.Step <= 3 ? OfLoss(loss, target) : null;
        return target.DType.IsInteger() && look.Probe?.Prediction is { Rank: 2 } scores && target.Rank == 1 ? OfClasses(scores.Shape[1], target) : null;
    }

    static string? OfLoss(Loss loss, Tensor target)
    {
        bool isBinary = loss.Name.StartsWith("Binary", StringComparison.Ordinal);
        if (!isBinary && loss.Name is not ("CategoricalCrossEntropy" or "CrossEntropy" or "CategoricalFocalCrossEntropy"))
            return null;
        double least = target.Amin().ToDouble(), most = target.Amax().ToDouble();
        if (isBinary)
        {
            return least < -Tolerance || most > 1 + Tolerance
                ? FormattableString.Invariant($"{loss.Name} needs targets from 0 to 1; these reach from {least:G4} to {most:G4}. Map two classes to 0 and 1; for more take CrossEntropy.")
                : null;
        }

        if (!target.DType.IsFloatingPoint() || target.Rank < 2)
            return null;
        double farthest = (target.Detach().To(DType.Float32).Sum(loss.Name == "CrossEntropy" ? 1 : -1) - 1).Abs().Amax().ToDouble();
        return least < -Tolerance || farthest > 0.01
            ? FormattableString.Invariant($"{loss.Name} needs probabilities that sum to 1 over the classes; these reach from {least:G4} to {most:G4}, and a sum is off by {farthest:G3}. Make the labels one-hot, or give class numbers as integers.")
            : null;
    }

    static string? OfClasses(long classes, Tensor target)
    {
        long least = target.Amin().ToInt64(), most = target.Amax().ToInt64();
        return least < 0 || most >= classes
            ? $"the labels reach from {least} to {most}, but the network has {classes} outputs, for the classes 0 to {classes - 1}. Number the classes from 0, or widen the last layer."
            : null;
    }
}
