namespace Lamina.NN;

/// <summary>x for x &gt; 0, else slope·x of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.LeakyReLU</c>, whose slope is called negative_slope.</remarks>
/// <param name="slope">Factor of negative elements. 0.01 by default.</param>
public sealed class LeakyRelu(double slope = 0.01) : Layer<Tensor, Tensor>
{
    /// <summary>Factor of negative elements.</summary>
    public double Slope { get; } = slope;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.LeakyRelu(Slope);
}
