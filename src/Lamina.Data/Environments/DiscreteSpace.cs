namespace Lamina.Data;

/// <summary>The whole numbers 0 … count − 1.</summary>
public sealed class DiscreteSpace
{
    /// <summary>A space of so many numbers.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="names">What each stands for; empty for no names.</param>
    /// <exception cref="ArgumentException">The count is below 1, or the names are not as many.</exception>
    public DiscreteSpace(int count, params IReadOnlyList<string> names)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentNullException.ThrowIfNull(names);
        if (names.Count > 0 && names.Count != count)
            throw new ArgumentException($"A space of {count} numbers takes as many names, or none; got {names.Count}.", nameof(names));
        (Count, Names) = (count, names);
    }

    /// <summary>How many numbers.</summary>
    public int Count { get; }

    /// <summary>What each stands for; empty where that is not said.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a number is one of them.</summary>
    public bool Contains(int value) => value >= 0 && value < Count;

    /// <summary>Draws one, each as likely as any other.</summary>
    /// <param name="draws">The source of random numbers.</param>
    public int Sample(ref Draws draws) => draws.Below(Count);
}
