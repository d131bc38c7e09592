namespace Lamina.NN;

/// <summary>
/// <see cref="AlphaDropout"/> of whole channels: in training those of a sample become SELU's negative limit together. Shape: [N, C, …], kept.
/// DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.FeatureAlphaDropout</c>.</remarks>
public sealed class FeatureAlphaDropout : Layer<Tensor, Tensor>
{
    readonly Generator? _generator;

    /// <summary>Makes a layer.</summary>
    /// <param name="p">Probability of the negative limit, in [0, 1]; 0.5 by default.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="NumericException">p is no probability.</exception>
    public FeatureAlphaDropout(double p = 0.5, Generator? generator = null) => (P, _generator) = (Probability.Of(nameof(FeatureAlphaDropout), p), generator);

    /// <summary>Probability of the negative limit.</summary>
    public double P { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"FeatureAlphaDropout({P})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2)
            throw new ShapeException($"{this} needs [N, C, …]; got {x.Shape}. Add an axis with `Unsqueeze(0)`, or use AlphaDropout.");
        long[] channels = x.Shape.ToArray();
        channels.AsSpan(2..).Fill(1);
        return IsTraining && P > 0 ? AlphaDropout.Drop(x, channels, P, _generator) : x;
    }
}
