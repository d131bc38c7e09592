namespace Lamina.Recipes;

/// <summary>Whether a larger or a smaller value of a metric is better.</summary>
public enum MetricDirection
{
    /// <summary>Larger is better, as for accuracy.</summary>
    Higher,

    /// <summary>Smaller is better, as for an error.</summary>
    Lower,
}
