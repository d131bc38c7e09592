namespace Lamina.NN;

/// <summary>
/// In training, sets whole samples (or, if asked, the whole batch) to 0 with probability p and multiplies the others by 1 / (1 − p); in
/// evaluation, passes the input on. Shape: [N, …], kept. DType: floating point.
/// </summary>
/// <remarks>
/// Stands at the end of a residual branch, which is so left out for some samples. As <c>torchvision.ops.StochasticDepth</c>, with mode <c>row</c>
/// by default; also called drop path. <b>Source:</b> Huang and others, Deep Networks with Stochastic Depth (2016).
/// </remarks>
public sealed class StochasticDepth : Layer<Tensor, Tensor>
{
    readonly Generator? _generator;

    /// <summary>Makes a layer.</summary>
    /// <param name="p">Probability of 0, in [0, 1].</param>
    /// <param name="wholeBatch">True to drop all samples or none, torchvision's mode <c>batch</c>; false by default.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="NumericException">p is no probability.</exception>
    public StochasticDepth(double p, bool wholeBatch = false, Generator? generator = null) =>
        (P, WholeBatch, _generator) = (Probability.Of(nameof(StochasticDepth), p), wholeBatch, generator);

    /// <summary>Probability of 0.</summary>
    public double P { get; }

    /// <summary>True if all samples are dropped or none.</summary>
    public bool WholeBatch { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"StochasticDepth({P}{(WholeBatch ? ", whole batch" : "")})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (!IsTraining || P == 0)
            return x;
        if (x.Rank == 0)
            throw new ShapeException($"{this} needs a batch, whose first axis counts the samples; got {x.Spec}. Add the axis with `Unsqueeze(0)`.");
        long[] samples = new long[x.Rank];
        Array.Fill(samples, 1);
        samples[0] = WholeBatch ? 1 : x.Shape[0];
        return x * Tensor.Ones(samples, x.DType).Dropout(P, _generator);
    }
}
