namespace Lamina.NN;

/// <summary>max(x, 0) of each element. As <c>torch.nn.ReLU</c>; the derivative at 0 is 0. Shape and dtype: any, kept.</summary>
public sealed class Relu : Layer<Tensor, Tensor>
{
    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Relu();
}
