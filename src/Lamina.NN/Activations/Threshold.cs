namespace Lamina.NN;

/// <summary>x above a limit, else a given value, of each element. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As <c>torch.nn.Threshold</c>. The derivative at the limit is 0.</remarks>
/// <param name="limit">Elements above it stay; PyTorch's <c>threshold</c>.</param>
/// <param name="value">What stands in for the others.</param>
public sealed class Threshold(double limit, double value) : Layer<Tensor, Tensor>
{
    /// <summary>Elements above it stay.</summary>
    public double Limit { get; } = limit;

    /// <summary>What stands in for the others.</summary>
    public double Value { get; } = value;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Threshold({Limit}, {Value})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => x.Threshold(Limit, Value);
}
