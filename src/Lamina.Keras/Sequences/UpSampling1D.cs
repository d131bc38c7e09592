using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Every element repeated. Shape: [N, steps, channels] → [N, steps', channels], larger by the factors. DType: floating point.</summary>
/// <remarks>As Keras' <c>UpSampling1D</c>.</remarks>
/// <param name="size">The factor.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
/// <exception cref="ShapeException">A factor is below 1.</exception>
public sealed class UpSampling1D(int size = 2, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    /// <summary>The factor.</summary>
    public int Size { get; } = Positive("UpSampling1D", "a factor", size);

    private protected override int Axes => 1;

    private protected override bool HasWeights => false;

    private protected override long OutputSizeOf(int axis, long input) => input * Size;

    /// <inheritdoc/>
    public override string ToString() => $"UpSampling1D({Size})";

    private protected override Tensor Apply(Tensor x) => ChannelsLast(ChannelsFirst(x).InterpolateBy([Size]));
}
