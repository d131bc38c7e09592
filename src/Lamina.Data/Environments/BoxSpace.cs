namespace Lamina.Data;

/// <summary>Rows of numbers that lie between two limits each.</summary>
public sealed class BoxSpace
{
    /// <summary>A space of rows between limits.</summary>
    /// <param name="low">The least value of each place; −∞ for no limit.</param>
    /// <param name="high">The largest value of each place; +∞ for no limit.</param>
    /// <exception cref="ArgumentException">The limits are not as many, are no numbers, or the wrong way round.</exception>
    public BoxSpace(IReadOnlyList<float> low, IReadOnlyList<float> high)
    {
        ArgumentNullException.ThrowIfNull(low);
        ArgumentNullException.ThrowIfNull(high);
        if (low.Count == 0 || low.Count != high.Count || low.Zip(high).Any(pair => !(pair.First <= pair.Second)))
            throw new ArgumentException($"A space takes at least one place, and for each a least and a largest value in this order; got {low.Count} and {high.Count}.", nameof(low));
        (Low, High) = ([.. low], [.. high]);
    }

    /// <summary>The least value of each place.</summary>
    public IReadOnlyList<float> Low { get; }

    /// <summary>The largest value of each place.</summary>
    public IReadOnlyList<float> High { get; }

    /// <summary>How many numbers a row has.</summary>
    public int Count => Low.Count;

    /// <summary>Whether a row lies in the space, limits included.</summary>
    public bool Contains(IReadOnlyList<float> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != Count)
            return false;
        for (int i = 0; i < Count; i++)
        {
            if (!(values[i] >= Low[i] && values[i] <= High[i]))
                return false;
        }

        return true;
    }
}
