namespace Lamina.NN;

/// <summary>σ(x) = 1 / (1 + e⁻ˣ) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Sigmoid</c>.</remarks>
public sealed class Sigmoid : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Sigmoid();
}
