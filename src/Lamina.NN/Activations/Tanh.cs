namespace Lamina.NN;

/// <summary>tanh(x) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Tanh</c>.</remarks>
public sealed class Tanh : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Tanh();
}
