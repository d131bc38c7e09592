namespace Lamina.Training;

/// <summary>Steps that change next to nothing, though there are gradients.</summary>
internal sealed class LearningRateLow : GuardRule
{
    const double LeastShare = 1e-7;

    // A rate that warms up begins low, and one that falls ends low.
    const long FirstStep = 10, LastStep = 200;
    const int Looks = 3;

    public override string Name => "learning-rate-low";

    public override string? Look(GuardLook look)
    {
        if (look.Step is < FirstStep or > LastStep || look.Accumulates || look.Scales)
            return null;
        double change = 0, weight = 0, gradient = 0;
        foreach (ParameterLook part in look.Parameters)
        {
            // A step of a 16-bit parameter may show in its master copy alone.
            if (part.Change is not { } moved || part.Parameter.DType is DType.Float16 or DType.BFloat16)
                continue;
            change += moved * moved;
            weight += part.Weight * part.Weight;
            gradient += part.Gradient is { } size ? size * size : 0;
        }

        Noticed = weight > 0 && gradient > 0 && Math.Sqrt(change / weight) < LeastShare ? Noticed + 1 : 0;
        return Noticed >= Looks
            ? FormattableString.Invariant($"a step changes the weights by {Math.Sqrt(change / weight):G2} times their size, with a learning rate of {look.Optimizer.LearningRate:G3}; about 0.001 times is usual. Raise it (`LearningRateFinder` looks for one).")
            : null;
    }
}
