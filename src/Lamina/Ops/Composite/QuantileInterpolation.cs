namespace Lamina;

/// <summary>What a quantile is where its place lies between two elements.</summary>
public enum QuantileInterpolation
{
    /// <summary>Between both, in proportion. The default.</summary>
    Linear,

    /// <summary>The smaller.</summary>
    Lower,

    /// <summary>The larger.</summary>
    Higher,

    /// <summary>The nearer; halfway, the one of even place.</summary>
    Nearest,

    /// <summary>The mean of both.</summary>
    Midpoint,
}
