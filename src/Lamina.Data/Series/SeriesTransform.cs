namespace Lamina.Data;

/// <summary>What is done to the numbers of a series before they are standardized.</summary>
public enum SeriesTransform
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The natural logarithm, for numbers above 0 that grow and swing by factors.</summary>
    Logarithm,

    /// <summary>The square root, for counts, whose deviation grows as the root of their mean.</summary>
    SquareRoot,
}
