namespace Lamina.NN;

/// <summary>x·tanh(ln(1 + eˣ)) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Mish</c>. Source: Misra, Mish: A Self Regularized Non-Monotonic Activation Function (2019).</remarks>
public sealed class Mish : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Mish();
}
