using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Convolution of each channel alone, by kernels of its own, with an activation. Shape: [N, height, width, channels] → [N, height', width', channels·multiplier].
/// Keys: <c>weight</c> [channels·multiplier, 1, kernel height, kernel width], those of a channel side by side; <c>bias</c> [channels·multiplier].
/// </summary>
/// <remarks>As Keras' <c>DepthwiseConv2D</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="kernelSize">Rows and columns of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">Step between windows; 1 if null.</param>
/// <param name="dilationRate">Step between the taps of a window; 1 if null.</param>
/// <param name="depthMultiplier">Kernels for each channel of the input.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [height, width, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class DepthwiseConv2D(
    Size2 kernelSize, Activation activation = Activation.Linear, Padding padding = default, Size2? strides = null, Size2? dilationRate = null,
    int depthMultiplier = 1, bool useBias = true, Shape? inputShape = null) : PictureLayer(inputShape)
{
    [Key("")]
    Conv2d? _layer;

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; } = Positive("DepthwiseConv2D", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding { get; } = Known("DepthwiseConv2D", padding);

    /// <summary>Step between windows.</summary>
    public Size2 Strides { get; } = Positive("DepthwiseConv2D", "a stride", strides ?? 1);

    /// <summary>Step between the taps of a window.</summary>
    public Size2 DilationRate { get; } = Positive("DepthwiseConv2D", "a dilation rate", dilationRate ?? 1);

    /// <summary>Kernels for each channel of the input.</summary>
    public int DepthMultiplier { get; } = Positive("DepthwiseConv2D", "the depth multiplier", depthMultiplier);

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public Conv2d? Layer => _layer;

    private protected override (Size2 Window, Size2 Strides, Size2 Dilation, Padding Padding)? Windows => (KernelSize, Strides, DilationRate, Padding);

    private protected override long ChannelsOf(long channels) => channels * DepthMultiplier;

    /// <inheritdoc/>
    public override string ToString() => $"DepthwiseConv2D({KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input) =>
        _layer = Start.AsKerasDepthwise(new Conv2d((int)input[2], (int)input[2] * DepthMultiplier, KernelSize, Strides, Padding, DilationRate, (int)input[2], UseBias));

    private protected override Tensor Apply(Tensor x) => Finish(_layer!.Forward(ChannelsFirst(x)), Activation);
}
