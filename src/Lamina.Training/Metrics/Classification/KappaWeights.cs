namespace Lamina.Training;

/// <summary>How far apart two classes are for Cohen's kappa.</summary>
public enum KappaWeights
{
    /// <summary>Any confusion counts alike.</summary>
    None,

    /// <summary>By the distance of their numbers, |i − j|.</summary>
    Linear,

    /// <summary>By its square, (i − j)².</summary>
    Quadratic,
}
