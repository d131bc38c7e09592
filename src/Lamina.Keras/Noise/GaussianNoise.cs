namespace Lamina.Keras;

/// <summary>In training, adds normal noise of mean 0 to each element; in evaluation, passes the input on. Shape: any, kept. DType: floating point.</summary>
/// <remarks>As Keras' <c>GaussianNoise</c>.</remarks>
/// <param name="stddev">The noise's standard deviation.</param>
/// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
/// <exception cref="NumericException">The deviation is negative or not finite.</exception>
public sealed class GaussianNoise(double stddev, Generator? generator = null, Shape? inputShape = null) : NoiseLayer(generator, inputShape)
{
    /// <summary>The noise's standard deviation.</summary>
    public double Stddev { get; } = stddev >= 0 && double.IsFinite(stddev) ? stddev : throw new NumericException($"GaussianNoise({stddev}): a standard deviation is 0 or more, and finite.");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"GaussianNoise({Stddev})");

    private protected override Tensor Disturb(Tensor x) => x + Tensor.Normal(x.Shape, 0, Stddev, x.DType, Generator);
}
