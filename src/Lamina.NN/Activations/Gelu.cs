namespace Lamina.NN;

/// <summary>x·Φ(x) of each element, with Φ the normal distribution function. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.GELU</c>. Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).</remarks>
/// <param name="tanh">True for the approximation by tanh, as PyTorch's <c>approximate="tanh"</c>; false by default.</param>
public sealed class Gelu(bool tanh = false) : Layer<Tensor, Tensor>
{
    /// <summary>True for the approximation by tanh.</summary>
    public bool Tanh { get; } = tanh;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Gelu(Tanh);
}
