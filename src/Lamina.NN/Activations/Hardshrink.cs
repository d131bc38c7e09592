namespace Lamina.NN;

/// <summary>x where |x| &gt; λ, else 0, of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Hardshrink</c>. The derivative at ±λ is 0.</remarks>
/// <param name="lambda">λ: half the width of the range that becomes 0. 0.5 by default.</param>
public sealed class Hardshrink(double lambda = 0.5) : Layer<Tensor, Tensor>
{
    /// <summary>λ: half the width of the range that becomes 0.</summary>
    public double Lambda { get; } = lambda;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Hardshrink(Lambda);
}
