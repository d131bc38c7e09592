namespace Lamina.Data;

/// <summary>How a category becomes numbers.</summary>
public enum CategoryEncoding
{
    /// <summary>A 1 in the place of its value, 0 in all others. The first place is that of values that were not seen.</summary>
    OneHot,

    /// <summary>The number of its value from 1 on, 0 for values that were not seen: what an embedding takes.</summary>
    Ordinal,

    /// <summary>A 1 in a place that is computed from the value, so that nothing need be known of the values: several may share a place.</summary>
    Hashing,
}
