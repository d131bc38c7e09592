namespace Lamina;

/// <summary>How a tensor's elements lie in its buffer: shape, strides and offset, counted in elements.</summary>
internal sealed class Layout
{
    readonly long[] _strides;

    public Layout(Shape shape, long[] strides, long offset)
    {
        Shape = shape;
        _strides = strides;
        Offset = offset;
        IsContiguous = Matches(RowMajor(shape));
        Format = !IsContiguous && shape.Rank == 4 && Matches(ChannelsLast(shape)) ? MemoryFormat.ChannelsLast : MemoryFormat.Contiguous;
    }

    public Shape Shape { get; }

    public ReadOnlySpan<long> Strides => _strides;

    public long Offset { get; }

    /// <summary>Row-major without gaps.</summary>
    public bool IsContiguous { get; }

    /// <summary>The format new outputs take after this tensor.</summary>
    public MemoryFormat Format { get; }

    /// <summary>Every element of the tensor stands alone, and together they fill a gapless piece of memory.</summary>
    public bool IsDense => IsContiguous || Format == MemoryFormat.ChannelsLast;

    /// <summary>One place in memory stands for several elements: an axis of stride 0, or pieces that overlap.</summary>
    public bool Repeats
    {
        get
        {
            if (IsDense)
                return false;
            for (int i = 0; i < _strides.Length; i++)
            {
                if (_strides[i] == 0 && Shape[i] > 1)
                    return true;
            }

            return Overlaps();
        }
    }

    /// <summary>All elements stand in one place in memory.</summary>
    public bool IsOneNumber
    {
        get
        {
            for (int i = 0; i < _strides.Length; i++)
            {
                if (_strides[i] != 0 && Shape[i] != 1)
                    return false;
            }

            return Shape.Count > 0;
        }
    }

    // An axis whose steps are shorter than what lies along the axes of smaller steps comes back to places of theirs.
    bool Overlaps()
    {
        if (Shape.Count == 0)
            return false;
        long reach = 0;
        long[] steps = [.. _strides.Select(Math.Abs)];
        foreach (int axis in Enumerable.Range(0, steps.Length).OrderBy(axis => steps[axis]))
        {
            if (Shape[axis] <= 1)
                continue;
            if (steps[axis] <= reach)
                return true;
            reach += steps[axis] * (Shape[axis] - 1);
        }

        return false;
    }

    /// <summary>Every element lies where the same element of the other layout lies.</summary>
    public bool LiesAs(Layout other) => ReferenceEquals(this, other) || (Offset == other.Offset && Shape == other.Shape && Matches(other._strides));

    /// <summary>False if no place in memory belongs to both; in doubt, true.</summary>
    public bool MayOverlap(Layout other)
    {
        (long first, long last) = Extent();
        (long otherFirst, long otherLast) = other.Extent();
        return first <= otherLast && otherFirst <= last;
    }

    public static Layout Dense(Shape shape, MemoryFormat format = MemoryFormat.Contiguous) =>
        new(shape, format == MemoryFormat.ChannelsLast && shape.Rank == 4 ? ChannelsLast(shape) : RowMajor(shape), 0);

    /// <summary>Row-major strides.</summary>
    public static long[] RowMajor(Shape shape)
    {
        long[] strides = new long[shape.Rank];
        long stride = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(shape[i], 1);
        }

        return strides;
    }

    static long[] ChannelsLast(Shape s) => [s[1] * s[2] * s[3], 1, s[3] * s[1], s[1]];

    // The first and the last place in memory; of no element, a range that overlaps none.
    (long First, long Last) Extent()
    {
        if (Shape.Count == 0)
            return (long.MaxValue, long.MinValue);
        long first = Offset, last = Offset;
        for (int i = 0; i < _strides.Length; i++)
        {
            long reach = (Shape[i] - 1) * _strides[i];
            first += Math.Min(reach, 0);
            last += Math.Max(reach, 0);
        }

        return (first, last);
    }

    // Strides of axes of size 1 carry no meaning.
    bool Matches(long[] strides)
    {
        if (Shape.Count == 0)
            return true;
        for (int i = 0; i < strides.Length; i++)
        {
            if (Shape[i] != 1 && _strides[i] != strides[i])
                return false;
        }

        return true;
    }

    /// <summary>Strides that read this layout as the wider shape: 0 along every axis that is repeated.</summary>
    public long[] BroadcastStrides(Shape shape)
    {
        long[] strides = new long[shape.Rank];
        int shift = shape.Rank - Shape.Rank;
        for (int i = 0; i < Shape.Rank; i++)
            strides[i + shift] = Shape[i] == 1 ? 0 : _strides[i];
        return strides;
    }

    /// <summary>The same elements under another shape without a copy, or null where their order in memory does not allow it.</summary>
    public Layout? Reshape(Shape shape)
    {
        if (IsContiguous)
            return new Layout(shape, RowMajor(shape), Offset);
        if (shape.Count == 0)
            return new Layout(shape, RowMajor(shape), Offset);

        // Walk both shapes from the last axis. A run of old axes that lies gapless in memory can be cut anew.
        long[] strides = new long[shape.Rank];
        int next = shape.Rank - 1;
        for (int old = Shape.Rank - 1; old >= 0;)
        {
            long stride = _strides[old], count = Shape[old];
            int first = old;
            while (first > 0 && (Shape[first - 1] == 1 || count == 1 || _strides[first - 1] == stride * count))
            {
                first--;
                if (count == 1)
                    stride = _strides[first];
                count *= Shape[first];
            }

            long covered = 1;
            while (next >= 0 && covered < count)
            {
                strides[next] = stride * covered;
                covered *= shape[next--];
            }

            if (covered != count)
                return null;
            old = first - 1;
        }

        for (; next >= 0; next--)
            strides[next] = 1;
        return new Layout(shape, strides, Offset);
    }
}
