namespace Lamina.NN;

/// <summary>How two boxes are compared besides their overlap.</summary>
internal enum BoxOverlap
{
    /// <summary>By what their hull has beyond them.</summary>
    Generalized,

    /// <summary>By the distance of their centres.</summary>
    Distance,

    /// <summary>By the distance of their centres and their proportions.</summary>
    Complete,
}
