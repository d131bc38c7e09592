using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// In training, sets whole channels of a sample to 0 with a probability and multiplies the others by 1 / (1 − rate); in evaluation, passes the input on. Channels
/// are the last axis. As <see cref="ChannelDropout"/>, which has them first.
/// </summary>
public abstract class SpatialDropout : NoiseLayer
{
    private protected SpatialDropout(double rate, Generator? generator, Shape? inputShape)
        : base(generator, inputShape) => Rate = Probability.Of(GetType().Name, rate);

    /// <summary>Probability of 0.</summary>
    public double Rate { get; }

    private protected abstract string Wanted { get; }

    private protected abstract int Axes { get; }

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank == Axes + 1 ? input : throw Unfit(Wanted, input, "Reshape the input, or use Dropout.");

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{GetType().Name}({Rate})");

    private protected override Tensor Disturb(Tensor x)
    {
        long[] channels = x.Shape.ToArray();
        channels.AsSpan(1..^1).Fill(1);
        return Rate == 0 ? x : x * Tensor.Ones(channels, x.DType).Dropout(Rate, Generator);
    }
}
