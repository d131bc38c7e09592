namespace Lamina.Cpu.Indexing;

/// <summary>
/// How a tensor of indices lies over a contiguous tensor of the same rank: row by row (a row is the last axis of the
/// indices), element j of a row stands at base + index · <see cref="Step"/> + j · <see cref="Unit"/>.
/// </summary>
internal unsafe struct IndexWalk
{
    /// <summary>Elements of a row.</summary>
    public long Width;

    public long Rows;

    /// <summary>Rows that lie before the axis: groups of rows which never meet in one element.</summary>
    public long Groups;

    public long Step;
    public long Unit;
    int _rank;
    fixed long _sizes[Shape.MaxRank];
    fixed long _strides[Shape.MaxRank];

    public static IndexWalk Make(Shape index, Shape target, int axis)
    {
        IndexWalk walk = default;
        int last = index.Rank - 1;
        (walk.Width, walk.Rows, walk._rank) = (index[last], index.CountOf(..last), last);
        long stride = 1;
        for (int i = last; i >= 0; stride *= Math.Max(target[i], 1), i--)
        {
            if (i == axis)
                walk.Step = stride;
            if (i < last)
                (walk._sizes[i], walk._strides[i]) = (index[i], i == axis ? 0 : stride);
        }

        walk.Unit = axis == last ? 0 : 1;
        walk.Groups = index.CountOf(..axis);
        return walk;
    }

    /// <summary>Where the elements of a row begin, for index 0.</summary>
    public readonly long Base(long row)
    {
        long offset = 0;
        for (int i = _rank - 1; i >= 0; i--)
        {
            (row, long here) = Math.DivRem(row, _sizes[i]);
            offset += here * _strides[i];
        }

        return offset;
    }

    /// <summary>The indices fit a tensor along an axis: same rank, and no longer along any other axis.</summary>
    /// <exception cref="ShapeException">They do not.</exception>
    public static void Check(string op, Shape index, Shape target, int axis)
    {
        bool fits = index.Rank == target.Rank && target.Rank > 0;
        for (int i = 0; fits && i < target.Rank; i++)
            fits = i == axis || index[i] <= target[i];
        if (!fits)
            throw new ShapeException($"{op}: indices {index} do not fit {target} along axis {axis}; they need the same rank (1 or more), and at most the same sizes along the other axes. Use `Reshape` or `Unsqueeze` on the indices, or `Slice` what is too long.");
    }
}
