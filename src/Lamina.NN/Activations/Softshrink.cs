namespace Lamina.NN;

/// <summary>x − λ above λ, x + λ below −λ, 0 between, of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Softshrink</c>. The derivative at ±λ is 0.</remarks>
/// <param name="lambda">λ: half the width of the range that becomes 0. 0.5 by default.</param>
public sealed class Softshrink(double lambda = 0.5) : Layer<Tensor, Tensor>
{
    /// <summary>λ: half the width of the range that becomes 0.</summary>
    public double Lambda { get; } = lambda >= 0 ? lambda : throw new NumericException($"Softshrink({lambda}): λ is 0 or more.");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Softshrink(Lambda);
}
