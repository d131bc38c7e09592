namespace Lamina.NN;

/// <summary>ln σ(x) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.LogSigmoid</c>.</remarks>
public sealed class LogSigmoid : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LogSigmoid();
}
