namespace Lamina;

/// <summary>How much padding adds at both ends of an axis; written <c>(1, 2)</c>. Negative amounts cut off.</summary>
/// <param name="Before">Places before the first element.</param>
/// <param name="After">Places behind the last.</param>
public readonly record struct PadAmount(long Before, long After)
{
    /// <summary>From a pair.</summary>
    public static implicit operator PadAmount((long Before, long After) pair) => new(pair.Before, pair.After);
}
