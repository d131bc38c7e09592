using Lamina.Ops;

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
        int at = Axis(along);
        long size = Shape[at];
        long by = size == 0 ? 0 : ((shift % size) + size) % size;
        return by == 0 ? this : Concatenate([Slice(at, size - by, size), Slice(at, 0, size - by)], at);
    }

    /// <summary>A view with the order of some axes turned round.</summary>
    /// <param name="axes">The axes; all without any.</param>
    /// <exception cref="IndexException">An axis does not exist or is named twice.</exception>
    public Tensor Flip(params ReadOnlySpan<int> axes)
    {
        uint turned = AxisSets.Check(Shape, axes);
        Tensor flipped = this;
        for (int axis = 0; axis < Rank; axis++)
        {
            if ((axes.IsEmpty || (turned >> axis & 1) != 0) && Shape[axis] > 1)
                flipped = flipped.Slice(axis, -1, null, -1);
        }

        return flipped;
    }

    /// <summary>A view with two axes exchanged; another name of <see cref="Transpose"/>.</summary>
    public Tensor SwapAxes(int first, int second) => Transpose(Axis(first), Axis(second));

    /// <summary>A view with one axis moved to another place; the order of the others stays.</summary>
    /// <param name="from">The axis to move.</param>
    /// <param name="to">Where it stands in the result.</param>
    public Tensor MoveAxis(int from, int to)
    {
        List<int> order = [.. Enumerable.Range(0, Rank)];
        int source = Axis(from), target = Axis(to);
        order.RemoveAt(source);
        order.Insert(target, source);
        return Permute([.. order]);
    }
}
