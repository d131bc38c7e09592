namespace Lamina.NN;

/// <summary>
/// Dropout that keeps mean 0 and variance 1, for networks of <see cref="Selu"/>: in training each element becomes SELU's negative limit
/// α′ = −1.7581 with probability p, and a·x + b is taken of all, with a = ((1 − p)·(1 + p·α′²))^−½ and b = −a·p·α′. In evaluation, passes the
/// input on. Shape: any, kept. DType: floating point.
/// </summary>
/// <remarks>As <c>torch.nn.AlphaDropout</c> and Keras' layer of that name. <b>Source:</b> Klambauer and others, Self-Normalizing Neural Networks (2017).</remarks>
public sealed class AlphaDropout : Layer<Tensor, Tensor>
{
    readonly Generator? _generator;

    /// <summary>Makes a layer.</summary>
    /// <param name="p">Probability of the negative limit, in [0, 1]; 0.5 by default.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="NumericException">p is no probability.</exception>
    public AlphaDropout(double p = 0.5, Generator? generator = null) => (P, _generator) = (Probability.Of(nameof(AlphaDropout), p), generator);

    /// <summary>Probability of the negative limit.</summary>
    public double P { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"AlphaDropout({P})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => IsTraining && P > 0 ? Drop(x, x.Shape, P, _generator) : x;

    /// <summary>Drops the elements of a tensor by a mask of a shape that broadcasts to it.</summary>
    internal static Tensor Drop(Tensor x, Shape mask, double p, Generator? generator)
    {
        // SELU's limit for x → −∞: scale·alpha with its sign.
        const double limit = -1.7580993408473766;
        if (p == 1)
            return x * 0;
        double a = 1 / Math.Sqrt((1 - p) * (1 + (p * limit * limit))), b = -a * p * limit;
        Tensor kept = Tensor.Bernoulli(mask, 1 - p, x.DType, generator);
        return (x * (kept * a)) + ((1 - kept) * (a * limit) + b);
    }
}
