namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>a · σ(b), with a the first and b the second half of this tensor along an axis.</summary>
    /// <param name="axis">The axis that is cut in half.</param>
    /// <remarks>Source: Dauphin, Fan, Auli, Grangier, Language Modeling with Gated Convolutional Networks, 2017.</remarks>
    /// <exception cref="ShapeException">The axis has an odd size.</exception>
    public Tensor Glu(int axis = -1)
    {
        int at = Axis(axis);
        long size = Shape[at];
        if (size % 2 != 0)
            throw new ShapeException($"Glu: axis {axis} of {Shape} has {size} elements, which cannot be halved. Give it an even size.");
        return Slice(at, 0, size / 2) * Slice(at, size / 2).Sigmoid();
    }
}
