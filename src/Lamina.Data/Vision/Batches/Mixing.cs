namespace Lamina.Data.Vision;

/// <summary>Each sample of a batch with the one before it, the first with the last, as torchvision pairs them.</summary>
internal static class Mixing
{
    /// <summary>The greatest alpha: beyond it almost all that is drawn would be thrown away.</summary>
    public const double GreatestAlpha = 4;

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static void Check(int classes, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (!(alpha is > 0 and <= GreatestAlpha))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, $"Alpha is a number above 0, up to {GreatestAlpha}.");
    }

    /// <summary>A number between 0 and 1 of the symmetric Beta distribution.</summary>
    /// <remarks><b>Source:</b> Jöhnk: Erzeugung von betaverteilten und gammaverteilten Zufallszahlen (1964). Alpha 1 is even and takes no roots.</remarks>
    public static double Beta(double alpha, ref Draws draws)
    {
        if (alpha == 1)
            return draws.Uniform();
        while (true)
        {
            double x = Math.Pow(draws.Uniform(), 1 / alpha), y = Math.Pow(draws.Uniform(), 1 / alpha);
            if (x + y is > 0 and <= 1)
                return x / (x + y);
        }
    }

    /// <summary>Labels, or vectors of probabilities, as λ · own + (1 − λ) · other.</summary>
    public static Tensor Targets(Batch batch, int classes, double own)
    {
        Tensor target = batch.Target;
        using (Gradients.Off())
        {
            Tensor chances = target.DType.IsInteger() ? target.OneHot(classes) : target;
            if (chances.Rank != 2 || chances.Shape[1] != classes)
                throw new ShapeException($"Mixing takes labels [N], or probabilities [N, {classes}]; got {target.Spec}. Give the number of classes that the data set has.");
            return (chances * own) + (chances.Roll(1, 0) * (1 - own));
        }
    }
}
