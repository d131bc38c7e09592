namespace Lamina.Keras;

/// <summary>Drops whole channels of [N, height, width, channels]; the shape is kept. See <see cref="SpatialDropout"/>. As Keras' <c>SpatialDropout2D</c>.</summary>
/// <param name="rate">Probability of 0, in [0, 1].</param>
/// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
/// <exception cref="NumericException">The rate is no probability.</exception>
public sealed class SpatialDropout2D(double rate, Generator? generator = null, Shape? inputShape = null) : SpatialDropout(rate, generator, inputShape)
{
    private protected override int Axes => 2;

    private protected override string Wanted => "[N, height, width, channels]";
}
