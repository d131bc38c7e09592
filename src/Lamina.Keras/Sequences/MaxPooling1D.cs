using Lamina.NN;

namespace Lamina.Keras;

/// <summary>The largest element of each window. Shape: [N, steps, channels] → [N, steps', channels]. DType: floating point.</summary>
/// <remarks>As Keras' <c>MaxPooling1D</c>. Padding never wins.</remarks>
/// <param name="poolSize">Length of the window.</param>
/// <param name="strides">Step between windows; the window's size if null.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], for a first layer.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class MaxPooling1D(int poolSize = 2, int? strides = null, Padding padding = default, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    /// <summary>Length of the window.</summary>
    public int PoolSize { get; } = Positive("MaxPooling1D", "the pool size", poolSize);

    /// <summary>Step between windows.</summary>
    public int Strides { get; } = Positive("MaxPooling1D", "a stride", strides ?? poolSize);

    /// <summary>Around the input.</summary>
    public Padding Padding { get; } = Known("MaxPooling1D", padding);

    private protected override int Axes => 1;

    private protected override bool HasWeights => false;

    private protected override long OutputSizeOf(int axis, long input) => Outputs(input, PoolSize, Strides, 1, Padding);

    /// <inheritdoc/>
    public override string ToString() => $"MaxPooling1D({PoolSize})";

    private protected override Tensor Apply(Tensor x)
    {
        (int before, int after) = Padding.Columns(x.Shape[1], PoolSize, Strides, 1);
        PoolSettings settings = new(1, PoolSize, 1, Strides, 0, before, 0, after, CountIncludePad: false);
        return ChannelsLast(ChannelsFirst(x).Unsqueeze(2).MaxPool2d(settings).Squeeze(2));
    }
}
