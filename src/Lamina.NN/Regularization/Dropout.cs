namespace Lamina.NN;

/// <summary>
/// In training, sets each element to 0 with probability p and multiplies the others by 1 / (1 − p); in evaluation, passes the input
/// on. Shape: any, kept. DType: floating point.
/// </summary>
/// <remarks>
/// As <c>torch.nn.Dropout</c>. The numbers come from <see cref="Generator.Default"/> unless a generator is given.
/// Source: Srivastava and others, Dropout (2014).
/// </remarks>
public sealed class Dropout : Layer<Tensor, Tensor>, IInputAware
{
    readonly Generator? _generator;

    /// <summary>Makes a layer.</summary>
    /// <param name="p">Probability of 0, in [0, 1]; 0.5 by default.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <param name="inputShape">The shape of a sample, for a first layer: the layers behind it are built at once. Other samples are taken too.</param>
    /// <exception cref="NumericException">p is no probability.</exception>
    public Dropout(double p = 0.5, Generator? generator = null, Shape? inputShape = null)
    {
        (P, _generator) = (Probability.Of(nameof(Dropout), p), generator);
        InputSpec = inputShape is { } sample ? new TensorSpec(DType.Float32, sample) : null;
    }

    /// <summary>Probability of 0.</summary>
    public double P { get; }

    /// <summary>The sample that the layer was told of, in float32; null if none.</summary>
    public TensorSpec? InputSpec { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Dropout({P})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => IsTraining ? x.Dropout(P, _generator) : x;
}
