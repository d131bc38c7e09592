using Lamina.NN;

namespace Lamina.Keras;

/// <summary>The mean of each window. Shape: [N, depth, height, width, channels] → [N, depth', height', width', channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>AveragePooling3D</c>. Padding does not count in the mean.</remarks>
/// <param name="poolSize">Planes, rows and columns of the window; 2 if null.</param>
/// <param name="strides">Step between windows; the window's size if null.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class AveragePooling3D(Size3? poolSize = null, Size3? strides = null, Padding padding = default, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 PoolSize { get; } = Positive("AveragePooling3D", "the pool size", poolSize ?? 2);

    /// <summary>Step between windows.</summary>
    public Size3 Strides { get; } = Positive("AveragePooling3D", "a stride", strides ?? poolSize ?? 2);

    /// <summary>Around the input.</summary>
    public Padding Padding { get; } = Known("AveragePooling3D", padding);

    private protected override int Axes => 3;

    private protected override bool HasWeights => false;

    private protected override long OutputSizeOf(int axis, long input) => Outputs(input, At(PoolSize, axis), At(Strides, axis), 1, Padding);

    /// <inheritdoc/>
    public override string ToString() => $"AveragePooling3D({PoolSize})";

    private protected override Tensor Apply(Tensor x)
    {
        (int front, int back) = Padding.Columns(x.Shape[1], PoolSize.Depth, Strides.Depth, 1);
        (int top, int bottom) = Padding.Columns(x.Shape[2], PoolSize.Height, Strides.Height, 1);
        (int left, int right) = Padding.Columns(x.Shape[3], PoolSize.Width, Strides.Width, 1);
        PoolSettings plane = new(PoolSize.Height, PoolSize.Width, Strides.Height, Strides.Width, top, left, bottom, right, CountIncludePad: false);
        return ChannelsLast(ChannelsFirst(x).AvgPool3d(new PoolSettings3d(plane, PoolSize.Depth, Strides.Depth, front, back)));
    }
}
