namespace Lamina.Ops;

/// <summary>One slice an axis, as an attribute: equal to another list of the same slices.</summary>
internal readonly struct SliceList(Slice[] slices) : IEquatable<SliceList>
{
    /// <summary>The layout of the part that the slices leave.</summary>
    public Layout Of(Layout whole)
    {
        foreach (Slice slice in slices)
            whole = slice.ViewLayout(whole);
        return whole;
    }

    /// <summary>The part of a tensor, as a view.</summary>
    public Tensor Of(Tensor whole)
    {
        foreach (Slice slice in slices)
        {
            if (slice is not { Start: 0, Step: 1 } || slice.Length != whole.Shape[slice.Axis])
                whole = Dispatch.Run(slice, whole);
        }

        return whole;
    }

    public bool Equals(SliceList other) => slices.AsSpan().SequenceEqual(other.Slices);

    public override bool Equals(object? obj) => obj is SliceList other && Equals(other);

    public override int GetHashCode() => slices.Aggregate(0, (hash, slice) => HashCode.Combine(hash, slice));

    public override string ToString() => $"[{string.Join(", ", slices.Select(s => $"axis {s.Axis}: {s.Start} + {s.Length} by {s.Step}"))}]";

    ReadOnlySpan<Slice> Slices => slices;
}
