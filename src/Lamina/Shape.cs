using System.Collections;
using System.Runtime.CompilerServices;

namespace Lamina;

/// <summary>The sizes of a tensor along its axes. Immutable; written <c>[2, 3]</c>.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IReadOnlyList<long>
{
    /// <summary>The largest rank a tensor may have.</summary>
    public const int MaxRank = 16;

    readonly long[]? _sizes;

    Shape(long[] sizes) => _sizes = sizes;

    /// <summary>The shape of a single number: no axes.</summary>
    public static Shape Empty => default;

    /// <summary>Number of axes.</summary>
    public int Rank => _sizes?.Length ?? 0;

    /// <summary>Number of elements: the product of the sizes, 1 without axes.</summary>
    public long Count
    {
        get
        {
            long count = 1;
            foreach (long size in AsSpan())
                count *= size;
            return count;
        }
    }

    int IReadOnlyCollection<long>.Count => Rank;

    /// <summary>The size along an axis; negative axes count from the end.</summary>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public long this[int axis] => AsSpan()[Axis(axis)];

    /// <summary>The size along an axis, written <c>^1</c> for the last.</summary>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public long this[Index axis] => this[axis.IsFromEnd ? -axis.Value : axis.Value];

    /// <summary>Some of the sizes, as a shape.</summary>
    public Shape this[Range range] => Create(AsSpan()[range]);

    /// <summary>The product of some of the sizes, without making a shape of them.</summary>
    public long CountOf(Range range)
    {
        long count = 1;
        foreach (long size in AsSpan()[range])
            count *= size;
        return count;
    }

    /// <summary>Makes a shape from sizes.</summary>
    /// <exception cref="ShapeException">A size is negative, the rank is above <see cref="MaxRank"/>, or the product overflows.</exception>
    public static Shape Create(ReadOnlySpan<long> sizes)
    {
        if (sizes.IsEmpty)
            return default;
        if (sizes.Length > MaxRank)
            throw new ShapeException($"A tensor has at most {MaxRank} axes; got {sizes.Length}.");
        long count = 1;
        foreach (long size in sizes)
        {
            if (size < 0)
                throw new ShapeException($"The sizes of a shape are 0 or more; got [{string.Join(", ", sizes.ToArray())}]. Only `Reshape` takes a −1, for one size that it works out.");
            if (size != 0 && count > long.MaxValue / 8 / size)
                throw new ShapeException($"A tensor of shape [{string.Join(", ", sizes.ToArray())}] has more bytes than an address can count.");
            count *= Math.Max(size, 1);
        }

        return new Shape(sizes.ToArray());
    }

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<long> AsSpan() => _sizes;

    /// <summary>The sizes, copied.</summary>
    public long[] ToArray() => AsSpan().ToArray();

    /// <summary>Turns an axis that may be negative (counted from the end) into 0 … Rank − 1.</summary>
    /// <exception cref="IndexException">There is no such axis.</exception>
    public int Axis(int axis) => Axis(axis, null);

    /// <summary>As <see cref="Axis(int)"/>; the error begins with the name of the operation.</summary>
    internal int Axis(int axis, string? operation)
    {
        int found = axis < 0 ? axis + Rank : axis;
        return (uint)found < (uint)Rank ? found : throw NoAxis(axis, operation);
    }

    IndexException NoAxis(int axis, string? operation)
    {
        string range = Rank == 0 ? "it has no axes" : $"axes run from {-Rank} to {Rank - 1}";
        return new IndexException($"{operation ?? "Shape"}: axis {axis} does not exist in a tensor of shape {this}; {range}.");
    }

    /// <summary>This shape with one size replaced.</summary>
    public Shape With(int axis, long size)
    {
        long[] sizes = ToArray();
        sizes[Axis(axis)] = size;
        return Create(sizes);
    }

    /// <summary>This shape with an axis of the given size inserted before <paramref name="axis"/>.</summary>
    public Shape Insert(int axis, long size)
    {
        List<long> sizes = [.. AsSpan()];
        sizes.Insert(axis, size);
        return Create([.. sizes]);
    }

    /// <summary>This shape without one axis.</summary>
    public Shape Remove(int axis)
    {
        List<long> sizes = [.. AsSpan()];
        sizes.RemoveAt(Axis(axis));
        return Create([.. sizes]);
    }

    /// <summary>
    /// The shape to which both broadcast: aligned at the last axis, equal sizes or 1. Null if they do not fit.
    /// </summary>
    public static Shape? Broadcast(Shape left, Shape right)
    {
        if (left == right)
            return left;
        int rank = Math.Max(left.Rank, right.Rank);
        long[] sizes = new long[rank];
        for (int i = 1; i <= rank; i++)
        {
            long a = i <= left.Rank ? left[^i] : 1, b = i <= right.Rank ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
                return null;
            sizes[rank - i] = a == 1 ? b : a;
        }

        return Create(sizes);
    }

    /// <summary>A shape from an array of sizes.</summary>
    public static implicit operator Shape(long[] sizes) => Create(sizes);

    /// <summary>The sizes, to pass a shape where sizes are listed.</summary>
    public static implicit operator ReadOnlySpan<long>(Shape shape) => shape.AsSpan();

    /// <summary>Same sizes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>Different sizes.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Shape other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (long size in AsSpan())
            hash.Add(size);
        return hash.ToHashCode();
    }

    /// <summary>The sizes in brackets: <c>[2, 3]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    /// <summary>Walks the sizes without allocating.</summary>
    public ReadOnlySpan<long>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<long> IEnumerable<long>.GetEnumerator() => ((IEnumerable<long>)(_sizes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => (_sizes ?? []).GetEnumerator();
}
