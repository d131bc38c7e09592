using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Every element repeated, or with lines drawn between them. Shape: [N, height, width, channels] → [N, height', width', channels], larger by the factors. DType: floating point.</summary>
/// <remarks>As Keras' <c>UpSampling2D</c>.</remarks>
/// <param name="size">The factors; 2 if null.</param>
/// <param name="interpolation"><see cref="InterpolationMode.Nearest"/> to repeat, the default, or <see cref="InterpolationMode.Linear"/>, which Keras calls bilinear.</param>
/// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">A factor is below 1.</exception>
/// <exception cref="ArgumentException">The interpolation is another.</exception>
public sealed class UpSampling2D(Size2? size = null, InterpolationMode interpolation = InterpolationMode.Nearest, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    /// <summary>The factors.</summary>
    public Size2 Size { get; } = Positive("UpSampling2D", "a factor", size ?? 2);

    /// <summary>What stands between the elements.</summary>
    public InterpolationMode Interpolation { get; } = interpolation is InterpolationMode.Nearest or InterpolationMode.Linear
        ? interpolation
        : throw new ArgumentException($"UpSampling2D: the interpolation is Nearest or Linear; got {interpolation}. `Lamina.NN.Upsample` has others.", nameof(interpolation));

    private protected override int Axes => 2;

    private protected override bool HasWeights => false;

    private protected override long OutputSizeOf(int axis, long input) => input * At(Size, axis);

    /// <inheritdoc/>
    public override string ToString() => $"UpSampling2D({Size})";

    private protected override Tensor Apply(Tensor x) => ChannelsLast(ChannelsFirst(x).InterpolateBy([Size.Height, Size.Width], Interpolation));
}
