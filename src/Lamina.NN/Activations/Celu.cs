namespace Lamina.NN;

/// <summary>max(0, x) + min(0, α·(e^(x/α) − 1)) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.CELU</c>. Source: Barron, Continuously Differentiable Exponential Linear Units (2017).</remarks>
/// <param name="alpha">α: the negative limit. 1 by default.</param>
public sealed class Celu(double alpha = 1) : Layer<Tensor, Tensor>
{
    /// <summary>α: the negative limit.</summary>
    public double Alpha { get; } = alpha;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Celu(Alpha);
}
