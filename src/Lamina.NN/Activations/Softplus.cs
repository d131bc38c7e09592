namespace Lamina.NN;

/// <summary>ln(1 + e^(β·x)) / β of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Softplus</c>.</remarks>
/// <param name="beta">β. 1 by default.</param>
/// <param name="threshold">Where β·x is above it, the result is x. 20 by default.</param>
public sealed class Softplus(double beta = 1, double threshold = 20) : Layer<Tensor, Tensor>
{
    /// <summary>β.</summary>
    public double Beta { get; } = beta;

    /// <summary>Where β·x is above it, the result is x.</summary>
    public double Threshold { get; } = threshold;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Softplus(Beta, Threshold);
}
