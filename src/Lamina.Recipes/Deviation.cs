namespace Lamina.Recipes;

/// <summary>How far values of one kind lie apart: √(Σ(x − mean)² / (n − 1)), of at least two.</summary>
internal static class Deviation
{
    public static double Of(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
