namespace Lamina.Data;

/// <summary>Quantiles of numbers in ascending order.</summary>
internal static class Quantiles
{
    /// <summary>A quantile, between two values by their distance: numpy's default.</summary>
    public static double Of(ReadOnlySpan<double> sorted, double quantile)
    {
        double place = quantile * (sorted.Length - 1);
        int below = (int)place, above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
