namespace Lamina.Training;

/// <summary>Steps as large as the weights themselves.</summary>
internal sealed class LearningRateHigh : GuardRule
{
    // One step of this size loses what the weights were; two of the lesser size do as well.
    const double Ruinous = 5, LargestShare = 1, LeastWeight = 1e-4;
    const int Looks = 2;

    public override string Name => "learning-rate-high";

    public override string? Look(GuardLook look)
    {
        double change = 0, weight = 0;
        foreach (ParameterLook part in look.Parameters)
        {
            // Weights that begin at 0 are to move.
            if (!part.IsMatrix || part.Change is not { } moved || part.Weight < LeastWeight * Math.Sqrt(part.Parameter.Count))
                continue;
            change += moved * moved;
            weight += part.Weight * part.Weight;
        }

        double share = weight > 0 ? Math.Sqrt(change / weight) : 0;
        if (!(share > LargestShare) || (++Noticed < Looks && share < Ruinous))
            return null;
        return FormattableString.Invariant($"one step changed the weights by {share:G2} times their size, with a learning rate of {look.Optimizer.LearningRate:G3}; about 0.001 times is usual. Lower it, ten times first (`LearningRateFinder` looks for one).");
    }
}
