using Lamina.NN;

namespace Lamina.Keras;

/// <summary>The largest element of each window. Shape: [N, height, width, channels] → [N, height', width', channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>MaxPooling2D</c>. Padding never wins.</remarks>
/// <param name="poolSize">Rows and columns of the window; 2 if null.</param>
/// <param name="strides">Step between windows; the window's size if null.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="inputShape">The shape of a sample, [height, width, channels], for a first layer.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class MaxPooling2D(Size2? poolSize = null, Size2? strides = null, Padding padding = default, Shape? inputShape = null) : PictureLayer(inputShape)
{
    /// <summary>Rows and columns of the window.</summary>
    public Size2 PoolSize { get; } = Positive("MaxPooling2D", "the pool size", poolSize ?? 2);

    /// <summary>Step between windows.</summary>
    public Size2 Strides { get; } = Positive("MaxPooling2D", "a stride", strides ?? poolSize ?? 2);

    /// <summary>Around the input.</summary>
    public Padding Padding { get; } = Known("MaxPooling2D", padding);

    private protected override bool HasWeights => false;

    private protected override (Size2 Window, Size2 Strides, Size2 Dilation, Padding Padding)? Windows => (PoolSize, Strides, 1, Padding);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPooling2D({PoolSize})";

    private protected override Tensor Apply(Tensor x) => ChannelsLast(ChannelsFirst(x).MaxPool2d(Settings(x.Shape)));
}
