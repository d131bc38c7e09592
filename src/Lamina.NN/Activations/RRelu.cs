namespace Lamina.NN;

/// <summary>
/// x for x &gt; 0, else a·x. In training each element draws its own a, uniform in [lower, upper); in evaluation a is their mean. Shape: any, kept.
/// </summary>
/// <remarks>
/// As <c>torch.nn.RReLU</c>. DType: floating point. <b>Source:</b> Xu and others, Empirical Evaluation of Rectified Activations in Convolutional
/// Network (2015).
/// </remarks>
public sealed class RRelu : Layer<Tensor, Tensor>
{
    readonly Generator? _generator;

    /// <summary>Makes a layer.</summary>
    /// <param name="lower">The least slope. 1/8 by default.</param>
    /// <param name="upper">No slope reaches it. 1/3 by default.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="NumericException">The range is empty or not finite.</exception>
    public RRelu(double lower = 1.0 / 8, double upper = 1.0 / 3, Generator? generator = null)
    {
        if (!(upper >= lower) || !double.IsFinite(upper - lower))
            throw new NumericException($"RRelu({lower}, {upper}): the range of slopes is empty or not finite.");
        (Lower, Upper, _generator) = (lower, upper, generator);
    }

    /// <summary>The least slope.</summary>
    public double Lower { get; }

    /// <summary>No slope reaches it.</summary>
    public double Upper { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"RRelu({Lower:0.###}, {Upper:0.###})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => IsTraining && x.DType.IsFloatingPoint()
        ? Tensor.Where(x > 0, x, x * Tensor.Uniform(x.Shape, Lower, Upper, x.DType, _generator))
        : x.LeakyRelu((Lower + Upper) / 2);
}
