using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// In training, multiplies each element by normal noise of mean 1 and variance rate / (1 − rate), that of dropout; in evaluation, passes the input on.
/// Shape: any, kept. DType: floating point.
/// </summary>
/// <remarks>As Keras' <c>GaussianDropout</c>. <b>Source:</b> Srivastava and others, Dropout (2014), section 10.</remarks>
/// <param name="rate">The rate of the dropout that has this variance, in [0, 1).</param>
/// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
/// <exception cref="NumericException">The rate lies outside [0, 1).</exception>
public sealed class GaussianDropout(double rate, Generator? generator = null, Shape? inputShape = null) : NoiseLayer(generator, inputShape)
{
    /// <summary>The rate of the dropout that has this variance.</summary>
    public double Rate { get; } = Probability.Of("GaussianDropout", rate) < 1 ? rate : throw new NumericException("GaussianDropout(1): the variance would be infinite; the rate is below 1.");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"GaussianDropout({Rate})");

    private protected override Tensor Disturb(Tensor x) => x * Tensor.Normal(x.Shape, 1, Math.Sqrt(Rate / (1 - Rate)), x.DType, Generator);
}
