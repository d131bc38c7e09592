namespace Lamina.NN;

/// <summary>The gated unit silu(a)·b, with a the first and b the second half of the input along an axis. Shape: that axis is halved. DType: floating point.</summary>
/// <remarks>
/// What stands between the two products of the feed-forward block of Llama: <c>new Sequential(new Linear(dim, 2 * hidden, bias: false), new SwiGlu(),
/// new Linear(hidden, dim, bias: false))</c>. <b>Source:</b> Shazeer, GLU Variants Improve Transformer (2020).
/// </remarks>
/// <param name="axis">The axis that is cut in half. −1 by default.</param>
public sealed class SwiGlu(int axis = -1) : Layer<Tensor, Tensor>
{
    /// <summary>The axis that is cut in half.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        long size = x.Shape[x.Shape.Axis(Axis, nameof(SwiGlu))];
        if (size % 2 != 0)
            throw new ShapeException($"{this}: axis {Axis} of {x.Shape} has {size} elements, which cannot be halved. Give it an even size.");
        return x.Slice(Axis, 0, size / 2).Silu() * x.Slice(Axis, size / 2);
    }
}
