using Lamina.Ops.Elementwise;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>this + weight · (end − this): from this tensor (weight 0) to the other (weight 1).</summary>
    /// <param name="end">The other end, broadcast.</param>
    /// <param name="weight">How far to go.</param>
    /// <exception cref="ShapeException">The tensors do not broadcast.</exception>
    public Tensor Lerp(Tensor end, Scalar weight)
    {
        Broadcasting.Of("Lerp", Shape, end.Shape);
        return this + ((end - this) * weight);
    }

    /// <inheritdoc cref="Lerp(Tensor, Scalar)"/>
    public Tensor Lerp(Tensor end, Tensor weight)
    {
        Broadcasting.Of("Lerp", Broadcasting.Of("Lerp", Shape, end.Shape), weight.Shape);
        return this + ((end - this) * weight);
    }
}
