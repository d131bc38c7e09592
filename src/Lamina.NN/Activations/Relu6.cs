namespace Lamina.NN;

/// <summary>min(max(x, 0), 6) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.ReLU6</c>. The derivative at 0 and 6 is 0.</remarks>
public sealed class Relu6 : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Relu6();
}
