namespace Lamina.NN;

/// <summary>The probability that a layer was given.</summary>
internal static class Probability
{
    /// <exception cref="NumericException">It does not lie between 0 and 1.</exception>
    public static double Of(string layer, double p) => p >= 0 && p <= 1
        ? p
        : throw new NumericException($"{layer}({p}): {p} is no probability; it must lie between 0 and 1.");
}
