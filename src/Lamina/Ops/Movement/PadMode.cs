namespace Lamina;

/// <summary>What stands in the places that padding adds.</summary>
public enum PadMode
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>The elements mirrored at the edge element, which is not repeated.</summary>
    Reflect,

    /// <summary>The edge element.</summary>
    Replicate,

    /// <summary>The elements from the other end.</summary>
    Circular,
}
