namespace Lamina.NN;

/// <summary>x / (1 + |x|) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Softsign</c>.</remarks>
public sealed class Softsign : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Softsign();
}
