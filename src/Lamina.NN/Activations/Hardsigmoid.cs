namespace Lamina.NN;

/// <summary>min(max(x + 3, 0), 6) / 6 of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Hardsigmoid</c>.</remarks>
public sealed class Hardsigmoid : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Hardsigmoid();
}
