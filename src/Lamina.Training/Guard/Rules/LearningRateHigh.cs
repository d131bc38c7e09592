namespace Lamina.Training;

/// <summary>Steps as large as the weights themselves.</summary>
internal sealed class LearningRateHigh : GuardRule
{
    const double LargestShare = 1, LeastWeight = 1e-3;
    const int Looks = 2;

    int _looks;

    public override string Name => "learning-rate-high";

    public override string? Look(GuardLook look)
    {
        double change = 0, weight = 0;
        foreach (ParameterLook part in look.Parameters)
        {
            // Weights that begin at 0 are to move.
            if (!part.IsMatrix || part.Change is not { } moved)
                continue;
            change += moved * moved;
            weight += Math.Max(part.Weight * part.Weight, LeastWeight * LeastWeight * part.Parameter.Count);
        }

        double share = weight > 0 ? Math.Sqrt(change / weight) : 0;
        if (!(share > LargestShare) || ++_looks < Looks)
            return null;
        return FormattableString.Invariant($"one step changed the weights by {share:G2} times their size, with a learning rate of {look.Optimizer.LearningRate:G3}; about 0.001 times is usual. Lower it, ten times first (`LearningRateFinder` looks for one).");
    }
}
