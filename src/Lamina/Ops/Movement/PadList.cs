namespace Lamina.Ops;

/// <summary>The amounts of all axes as an attribute: equal to another list of the same amounts.</summary>
internal readonly struct PadList(PadAmount[] amounts) : IEquatable<PadList>
{
    public int Count => amounts.Length;

    public PadAmount this[int axis] => amounts[axis];

    /// <summary>The amounts that take this padding off again.</summary>
    public PadList Opposite() => new([.. amounts.Select(a => new PadAmount(-a.Before, -a.After))]);

    public bool Equals(PadList other) => amounts.AsSpan().SequenceEqual(other.Amounts);

    public override bool Equals(object? obj) => obj is PadList other && Equals(other);

    public override int GetHashCode() => amounts.Aggregate(0, (hash, amount) => HashCode.Combine(hash, amount));

    public override string ToString() => $"[{string.Join(", ", amounts.Select(a => $"({a.Before}, {a.After})"))}]";

    ReadOnlySpan<PadAmount> Amounts => amounts;
}
