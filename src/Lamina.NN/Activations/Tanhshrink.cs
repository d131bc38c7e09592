namespace Lamina.NN;

/// <summary>x − tanh x of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Tanhshrink</c>.</remarks>
public sealed class Tanhshrink : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Tanhshrink();
}
