using Lamina.NN;

namespace Lamina.Training;

/// <summary>Gradients that are very large, or not finite.</summary>
internal sealed class ExplodingGradients : GuardRule
{
    const double LargestNorm = 1e3;
    const int Looks = 2;

    public override string Name => "exploding-gradients";

    public override string? Look(GuardLook look)
    {
        if (look.Scales)
            return null;
        double norm = Math.Sqrt(look.Parameters.Sum(part => (part.Gradient ?? 0) * (part.Gradient ?? 0)));

        // A sum over elements is as large as it has elements, and its gradient likewise.
        double limit = LargestNorm * (look.Loss is null or { Reduction: Reduction.Mean } ? 1 : Math.Max(1, Math.Abs(look.Losses.Current)));
        if (double.IsFinite(norm) && norm <= limit)
        {
            Noticed = 0;
            return null;
        }

        if (++Noticed < Looks && double.IsFinite(norm))
            return null;
        ParameterLook largest = look.Parameters.MaxBy(part => double.IsNaN(part.Gradient ?? 0) ? double.PositiveInfinity : part.Gradient ?? 0)!;
        return FormattableString.Invariant($"the norm of the gradients is {norm:G3}, that of {largest.Name} {largest.Gradient:G3}. Clip them (`Clip`), lower the learning rate, normalize inputs and targets, or look at the first weights.");
    }
}
