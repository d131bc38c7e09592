using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Every element repeated. Shape: [N, depth, height, width, channels] → [N, depth', height', width', channels], larger by the factors. DType: floating point.</summary>
/// <remarks>As Keras' <c>UpSampling3D</c>.</remarks>
/// <param name="size">The factors; 2 if null.</param>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">A factor is below 1.</exception>
public sealed class UpSampling3D(Size3? size = null, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    /// <summary>The factors.</summary>
    public Size3 Size { get; } = Positive("UpSampling3D", "a factor", size ?? 2);

    private protected override int Axes => 3;

    private protected override bool HasWeights => false;

    private protected override long OutputSizeOf(int axis, long input) => input * At(Size, axis);

    /// <inheritdoc/>
    public override string ToString() => $"UpSampling3D({Size})";

    private protected override Tensor Apply(Tensor x) => ChannelsLast(ChannelsFirst(x).InterpolateBy([Size.Depth, Size.Height, Size.Width]));
}
