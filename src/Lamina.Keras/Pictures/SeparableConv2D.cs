using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Depthwise separable convolution with an activation: each channel is convolved with kernels of its own, then windows of size 1 mix the channels.
/// Shape: [N, height, width, channels] → [N, height', width', filters]. Keys: <c>depthwise.weight</c> [channels·multiplier, 1, kernel height, kernel width], <c>pointwise.weight</c>
/// [filters, channels·multiplier, 1, 1], <c>pointwise.bias</c> [filters].
/// </summary>
/// <remarks>As Keras' <c>SeparableConv2D</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">Step between windows; 1 if null.</param>
/// <param name="dilationRate">Step between the taps of a window; 1 if null.</param>
/// <param name="depthMultiplier">Kernels for each channel of the input.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [height, width, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class SeparableConv2D(
    int filters, Size2 kernelSize, Activation activation = Activation.Linear, Padding padding = default, Size2? strides = null, Size2? dilationRate = null,
    int depthMultiplier = 1, bool useBias = true, Shape? inputShape = null) : PictureLayer(inputShape)
{
    [Key("")]
    SeparableConv2d? _layer;

    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters >= 1 ? filters : throw new ShapeException($"SeparableConv2D({filters}): there is at least one filter.");

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = Positive("SeparableConv2D", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding { get; } = Known("SeparableConv2D", padding);

    /// <summary>Step between windows.</summary>
    public Size2 Strides { get; } = Positive("SeparableConv2D", "a stride", strides ?? 1);

    /// <summary>Step between the taps of a window.</summary>
    public Size2 DilationRate { get; } = Positive("SeparableConv2D", "a dilation rate", dilationRate ?? 1);

    /// <summary>Kernels for each channel of the input.</summary>
    public int DepthMultiplier { get; } = Positive("SeparableConv2D", "the depth multiplier", depthMultiplier);

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public SeparableConv2d? Layer => _layer;

    private protected override (Size2 Window, Size2 Strides, Size2 Dilation, Padding Padding)? Windows => (KernelSize, Strides, DilationRate, Padding);

    private protected override long ChannelsOf(long channels) => Filters;

    /// <inheritdoc/>
    public override string ToString() => $"SeparableConv2D({Filters}, {KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input) =>
        _layer = Start.AsKeras(new SeparableConv2d((int)input[2], Filters, KernelSize, Strides, Padding, DilationRate, DepthMultiplier, UseBias));

    private protected override Tensor Apply(Tensor x) => Finish(_layer!.Forward(ChannelsFirst(x)), Activation);
}
