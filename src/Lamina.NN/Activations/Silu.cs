namespace Lamina.NN;

/// <summary>x·σ(x) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.SiLU</c>. Also known as swish. Source: Elfwing and others, Sigmoid-Weighted Linear Units (2018).</remarks>
public sealed class Silu : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Silu();
}
