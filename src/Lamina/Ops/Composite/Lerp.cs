namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>this + weight · (end − this): from this tensor (weight 0) to the other (weight 1).</summary>
    /// <param name="end">The other end, broadcast.</param>
    /// <param name="weight">How far to go.</param>
    public Tensor Lerp(Tensor end, Scalar weight) => this + ((end - this) * weight);

    /// <inheritdoc cref="Lerp(Tensor, Scalar)"/>
    public Tensor Lerp(Tensor end, Tensor weight) => this + ((end - this) * weight);
}
