using Lamina.Ops;

namespace Lamina;

/// <summary>What stands between the brackets, brought to the axes of one tensor.</summary>
internal sealed class IndexPlan
{
    readonly List<Slice> _slices = [];
    readonly List<long> _kept = [];
    readonly List<long> _result = [];
    readonly List<(int Axis, Tensor Index)> _tensors = [];

    IndexPlan(Shape shape) => Shape = shape;

    /// <summary>The shape of the indexed tensor.</summary>
    public Shape Shape { get; }

    /// <summary>One slice an axis; a single index is a slice of length 1.</summary>
    public SliceList Slices => new([.. _slices]);

    /// <summary>The sizes the slices leave, with 1 for single indices: the indexed tensor's rank.</summary>
    public Shape Kept => [.. _kept];

    /// <summary>The sizes after single indices are dropped and new axes put in.</summary>
    public Shape Result => [.. _result];

    /// <summary>The tensors that pick along axes of <see cref="Result"/>.</summary>
    public IReadOnlyList<(int Axis, Tensor Index)> Tensors => _tensors;

    public static IndexPlan Make(Shape shape, ReadOnlySpan<TensorIndex> indices)
    {
        IndexPlan plan = new(shape);
        int used = 0, ellipses = 0;
        foreach (TensorIndex index in indices)
        {
            used += index.Kind switch { TensorIndexKind.NewAxis or TensorIndexKind.Ellipsis => 0, TensorIndexKind.Mask => index.Tensor!.Rank, _ => 1 };
            ellipses += index.Kind == TensorIndexKind.Ellipsis ? 1 : 0;
        }

        if (used > shape.Rank || ellipses > 1)
            throw new IndexException($"[{Describe(indices)}] names {used} axes{(ellipses > 1 ? $" and {ellipses} ellipses" : "")}; the tensor has shape {shape}, {shape.Rank} axes.");
        foreach (TensorIndex index in indices)
        {
            if (index.Kind == TensorIndexKind.Ellipsis)
                plan.Whole(shape.Rank - used);
            else
                plan.Add(index);
        }

        plan.Whole(shape.Rank - plan._slices.Count);
        return plan;
    }

    void Whole(int axes)
    {
        for (int i = 0; i < axes; i++)
            Keep(0, Shape[_slices.Count], 1);
    }

    void Keep(long start, long length, long step)
    {
        _slices.Add(new Slice(_slices.Count, start, length, step));
        _kept.Add(length);
        _result.Add(length);
    }

    void Add(TensorIndex index)
    {
        int axis = _slices.Count;
        switch (index.Kind)
        {
            case TensorIndexKind.NewAxis:
                _result.Add(1);
                break;
            case TensorIndexKind.At:
                long size = Shape[axis], at = index.At < 0 ? index.At + size : index.At;
                if ((ulong)at >= (ulong)size)
                    throw new IndexException($"Index {index.At} is outside axis {axis} of {Shape}, which has size {size}; indices run from {-size} to {size - 1}.");
                _slices.Add(new Slice(axis, at, 1, 1));
                _kept.Add(1);
                break;
            case TensorIndexKind.Range:
                AddRange(axis, index);
                break;
            case TensorIndexKind.Tensor:
                _tensors.Add((_result.Count, index.Tensor!));
                Whole(1);
                break;
            default:
                AddMask(axis, index.Tensor!);
                break;
        }
    }

    void AddRange(int axis, TensorIndex index)
    {
        long size = Shape[axis], start = Offset(index.Range.Start, size), end = Offset(index.Range.End, size);
        if (start < 0 || end > size || start > end)
            throw new IndexException($"The range {index.Range} does not fit axis {axis} of {Shape}, which has size {size}.");
        long step = index.By, length = (end - start + Math.Abs(step) - 1) / Math.Abs(step);
        Keep(step > 0 ? start : Math.Max(start, end - 1), length, step);
    }

    // A mask is the same as the coordinates of its true elements, one tensor an axis.
    void AddMask(int axis, Tensor mask)
    {
        if (mask.Shape != Shape[axis..(axis + mask.Rank)])
            throw new ShapeException($"A mask of shape {mask.Shape} does not fit axes {axis} … {axis + mask.Rank - 1} of {Shape}; the sizes must be equal. `Expand` the mask to them, or use it on other axes.");
        Tensor places = mask.NonZero();
        for (int i = 0; i < mask.Rank; i++)
        {
            _tensors.Add((_result.Count, places.Select(1, i)));
            Whole(1);
        }
    }

    static long Offset(Index index, long size) => index.IsFromEnd ? size - index.Value : index.Value;

    static string Describe(ReadOnlySpan<TensorIndex> indices) => string.Join(", ", indices.ToArray().Select(i => i.ToString()));
}
