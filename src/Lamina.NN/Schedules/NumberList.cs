namespace Lamina.NN;

/// <summary>Numbers that are equal to others if each is: what a record of them needs.</summary>
internal sealed class NumberList(IEnumerable<double> numbers) : IEquatable<NumberList>
{
    readonly double[] _numbers = [.. numbers];

    public int Count => _numbers.Length;

    public double this[int index] => _numbers[index];

    /// <summary>How many numbers, which rise, are below another.</summary>
    public int CountBelow(double limit) => _numbers.Count(number => number < limit);

    /// <summary>How many numbers, which rise, are another or below it.</summary>
    public int CountUpTo(double limit) => _numbers.Count(number => number <= limit);

    public bool Equals(NumberList? other) => other is not null && _numbers.AsSpan().SequenceEqual(other._numbers);

    public override bool Equals(object? obj) => Equals(obj as NumberList);

    public override int GetHashCode() => _numbers.Aggregate(_numbers.Length, HashCode.Combine);

    public override string ToString() => $"[{string.Join(", ", _numbers)}]";
}
