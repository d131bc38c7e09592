namespace Lamina.Training;

/// <summary>Gradients that become millions of times smaller on their way through the layers.</summary>
internal sealed class VanishingGradients : GuardRule
{
    const double LeastRatio = 1e-6;
    const long FirstStep = 3;
    const int Looks = 3;

    public override string Name => "vanishing-gradients";

    public override string? Look(GuardLook look)
    {
        if (look.Step < FirstStep)
            return null;
        ParameterLook[] matrices = [.. look.Parameters.Where(part => part.IsMatrix && part.Gradient > 0 && double.IsFinite(part.Gradient.Value))];
        if (matrices.Length < 2)
            return null;
        ParameterLook least = matrices.MinBy(part => part.MeanGradient)!, most = matrices.MaxBy(part => part.MeanGradient)!;
        Noticed = least.MeanGradient < LeastRatio * most.MeanGradient ? Noticed + 1 : 0;
        return Noticed >= Looks
            ? FormattableString.Invariant($"the gradient of {least.Name} is {least.MeanGradient:G2} in size where that of {most.Name} is {most.MeanGradient:G2}: the former hardly learns. Take ReLU for sigmoid, normalization or skip connections between, or other first weights.")
            : null;
    }
}
