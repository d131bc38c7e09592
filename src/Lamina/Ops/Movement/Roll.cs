namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The elements moved along an axis; what leaves at one end comes in at the other.</summary>
    /// <param name="shift">By how many places; negative ones move to the front.</param>
    /// <param name="axis">The axis; over all elements in row-major order if null.</param>
    public Tensor Roll(long shift, int? axis = null)
    {
        if (axis is not { } along)
            return Reshape(-1).Roll(shift, 0).Reshape(Shape);
        long size = Shape[along];
        long by = size == 0 ? 0 : ((shift % size) + size) % size;
        return by == 0 ? this : Concatenate([Slice(along, size - by, size), Slice(along, 0, size - by)], along);
    }

    /// <summary>A view with the order of some axes turned round.</summary>
    /// <param name="axes">The axes; all without any.</param>
    public Tensor Flip(params ReadOnlySpan<int> axes)
    {
        Tensor flipped = this;
        for (int axis = 0; axis < Rank; axis++)
        {
            bool turned = axes.IsEmpty;
            foreach (int named in axes)
                turned |= Shape.Axis(named) == axis;
            if (turned && Shape[axis] > 1)
                flipped = flipped.Slice(axis, -1, null, -1);
        }

        return flipped;
    }

    /// <summary>A view with two axes exchanged; another name of <see cref="Transpose"/>.</summary>
    public Tensor SwapAxes(int first, int second) => Transpose(first, second);

    /// <summary>A view with one axis moved to another place; the order of the others stays.</summary>
    /// <param name="from">The axis to move.</param>
    /// <param name="to">Where it stands in the result.</param>
    public Tensor MoveAxis(int from, int to)
    {
        List<int> order = [.. Enumerable.Range(0, Rank)];
        int source = Shape.Axis(from), target = Shape.Axis(to);
        order.RemoveAt(source);
        order.Insert(target, source);
        return Permute([.. order]);
    }
}
