namespace Lamina.NN;

/// <summary>min(max(x, min), max) of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Hardtanh</c>.</remarks>
/// <param name="min">The least value. −1 by default.</param>
/// <param name="max">The largest value. 1 by default.</param>
public sealed class Hardtanh(double min = -1, double max = 1) : Layer<Tensor, Tensor>
{
    /// <summary>The least value.</summary>
    public double Min { get; } = min;

    /// <summary>The largest value.</summary>
    public double Max { get; } = max;

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Hardtanh(Min, Max);
}
