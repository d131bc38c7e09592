namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>A view of the overlapping pieces along an axis, which lie along a new last axis. PyTorch's <c>Tensor.unfold</c>.</summary>
    /// <param name="axis">The axis to cut.</param>
    /// <param name="size">Elements of a piece.</param>
    /// <param name="step">Distance of the beginnings of two pieces.</param>
    /// <remarks>**Shape:** [..., n, ...] → [..., (n − size)/step + 1, ..., size]. The gradient adds up where pieces overlap.</remarks>
    /// <exception cref="ShapeException">A piece is longer than the axis, or size or step is below 1.</exception>
    public Tensor Unfold(int axis, long size, long step)
    {
        int at = Axis(axis);
        if (size < 1 || step < 1 || size > Shape[at])
            throw new ShapeException($"Unfold: pieces of {size} every {step} elements do not fit axis {axis} of {Shape}; give a size from 1 to {Shape[at]} and a step of 1 or more.");
        return SlidingWindows(at, size, step, dilation: 1);
    }

    /// <summary>Pieces laid at equal distances along a line and added up where they overlap; the adjoint of <see cref="Unfold"/>.</summary>
    /// <param name="step">Distance of the beginnings of two pieces.</param>
    /// <remarks>**Shape:** [..., pieces, size] → [..., (pieces − 1) · step + size]. **DType:** floats; integers give float32.</remarks>
    /// <exception cref="ShapeException">There are fewer than two axes, no piece, or the step is below 1.</exception>
    public Tensor OverlapAdd(long step)
    {
        if (Rank < 2 || step < 1 || Shape[^2] < 1)
            throw new ShapeException($"OverlapAdd: pieces are [..., pieces, size], one or more, at a distance of 1 or more; got {Shape} and {step}. Use `Unsqueeze` for a single piece.");
        return To(DType.ToFloating()).Contiguous().SumWindows(Rank - 2, ((Shape[^2] - 1) * step) + Shape[^1], step, dilation: 1);
    }
}
