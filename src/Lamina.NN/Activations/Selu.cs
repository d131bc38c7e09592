namespace Lamina.NN;

/// <summary>λ·x for x &gt; 0, else λ·α·(eˣ − 1), with λ = 1.0507… and α = 1.6733… of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.SELU</c>. Source: Klambauer and others, Self-Normalizing Neural Networks (2017).</remarks>
public sealed class Selu : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Selu();
}
