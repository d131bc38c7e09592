namespace Lamina.NN;

/// <summary>The gated linear unit a·σ(b), with a the first and b the second half of the input along an axis. Shape: that axis is halved. DType: floating point.</summary>
/// <remarks>
/// As <c>torch.nn.GLU</c>. <b>Source:</b> Dauphin, Fan, Auli and Grangier, Language Modeling with Gated Convolutional Networks (2017).
/// </remarks>
/// <param name="axis">The axis that is cut in half. −1 by default.</param>
public sealed class Glu(int axis = -1) : Layer<Tensor, Tensor>
{
    /// <summary>The axis that is cut in half.</summary>
    public int Axis { get; } = axis;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Glu(Axis);
}
