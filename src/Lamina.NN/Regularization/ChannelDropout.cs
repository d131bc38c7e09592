namespace Lamina.NN;

/// <summary>
/// In training, sets whole channels of a sample to 0 with probability p and multiplies the others by 1 / (1 − p); in evaluation, passes
/// the input on. Neighbouring places of a channel are alike, so that dropping them one by one would drop little.
/// </summary>
/// <remarks><b>Source:</b> Tompson and others, Efficient Object Localization Using Convolutional Networks (2015).</remarks>
public abstract class ChannelDropout : Layer<Tensor, Tensor>
{
    readonly Generator? _generator;

    private protected ChannelDropout(double p, Generator? generator) => (P, _generator) = (Probability.Of(GetType().Name, p), generator);

    /// <summary>Probability of 0.</summary>
    public double P { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{GetType().Name}({P})");

    /// <summary>Axes of a channel.</summary>
    private protected abstract int Axes { get; }

    private protected abstract string Wanted { get; }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank - Axes is not (1 or 2))
            throw new ShapeException($"{this} needs {Wanted}; got {x.Shape}. Reshape the input, or use Dropout.");
        if (!IsTraining || P == 0)
            return x;
        long[] channels = x.Shape.ToArray();
        channels.AsSpan(^Axes..).Fill(1);
        return x * Tensor.Ones(channels, x.DType).Dropout(P, _generator);
    }
}
