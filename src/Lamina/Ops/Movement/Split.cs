namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>Views of consecutive pieces of an axis.</summary>
    /// <param name="sizes">The sizes of the pieces; together they fill the axis.</param>
    /// <param name="axis">The axis to cut.</param>
    /// <exception cref="ShapeException">The sizes do not add up to the axis, or one is negative.</exception>
    public Tensor[] Split(ReadOnlySpan<long> sizes, int axis = 0)
    {
        long sum = 0;
        foreach (long size in sizes)
            sum = size < 0 ? long.MinValue / 2 : sum + size;
        int along = Axis(axis);
        if (sum != Shape[along])
            throw new ShapeException($"Split: pieces of [{string.Join(", ", sizes.ToArray())}] do not fill axis {axis} of {Shape}, which has size {Shape[along]}. Give sizes that add up to it.");
        Tensor[] pieces = new Tensor[sizes.Length];
        long at = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = Slice(along, at, at + sizes[i]);
            at += sizes[i];
        }

        return pieces;
    }

    /// <summary>Views of consecutive pieces of an axis, all of one size but the last, which may be smaller.</summary>
    /// <param name="size">The size of a piece, 1 or more.</param>
    /// <param name="axis">The axis to cut.</param>
    /// <exception cref="ShapeException">The size is below 1.</exception>
    public Tensor[] Split(long size, int axis = 0)
    {
        if (size < 1)
            throw new ShapeException($"Split: pieces of {size} along axis {axis} of {Shape}; a piece has at least 1.");
        int along = Axis(axis);
        long whole = Shape[along];
        long[] sizes = new long[Math.Max(1, (whole + size - 1) / size)];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = Math.Min(size, whole - (i * size));
        return Split(sizes, along);
    }

    /// <summary>
    /// Views of consecutive pieces of an axis: as many as asked for, or fewer where the axis is short. As PyTorch's
    /// <c>chunk</c>: all have the size ⌈axis / count⌉ but the last.
    /// </summary>
    /// <param name="count">How many, 1 or more.</param>
    /// <param name="axis">The axis to cut.</param>
    /// <exception cref="ShapeException">The count is below 1.</exception>
    public Tensor[] Chunk(long count, int axis = 0)
    {
        if (count < 1)
            throw new ShapeException($"Chunk: {count} pieces of axis {axis} of {Shape}; there is at least 1.");
        int along = Axis(axis);
        return Split(Math.Max(1, (Shape[along] + count - 1) / count), along);
    }
}
