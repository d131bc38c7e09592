using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Convolution of each channel alone, by kernels of its own, with an activation. Shape: [N, steps, channels] → [N, steps', channels·multiplier].
/// Keys: <c>weight</c> [channels·multiplier, 1, kernel], those of a channel side by side; <c>bias</c> [channels·multiplier].
/// </summary>
/// <remarks>As Keras' <c>DepthwiseConv1D</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">Step between windows.</param>
/// <param name="dilationRate">Step between the taps of a window.</param>
/// <param name="depthMultiplier">Kernels for each channel of the input.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class DepthwiseConv1D(
    int kernelSize, Activation activation = Activation.Linear, Padding padding = default, int strides = 1, int dilationRate = 1,
    int depthMultiplier = 1, bool useBias = true, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    [Key("")]
    Conv1d? _layer;

    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = Positive("DepthwiseConv1D", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding { get; } = Known("DepthwiseConv1D", padding);

    /// <summary>Step between windows.</summary>
    public int Strides { get; } = Positive("DepthwiseConv1D", "a stride", strides);

    /// <summary>Step between the taps of a window.</summary>
    public int DilationRate { get; } = Positive("DepthwiseConv1D", "a dilation rate", dilationRate);

    /// <summary>Kernels for each channel of the input.</summary>
    public int DepthMultiplier { get; } = Positive("DepthwiseConv1D", "the depth multiplier", depthMultiplier);

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public Conv1d? Layer => _layer;

    private protected override int Axes => 1;

    private protected override long OutputSizeOf(int axis, long input) => Outputs(input, KernelSize, Strides, DilationRate, Padding);

    private protected override long ChannelsOf(long channels) => channels * DepthMultiplier;

    /// <inheritdoc/>
    public override string ToString() => $"DepthwiseConv1D({KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input) =>
        _layer = Start.AsKerasDepthwise(new Conv1d((int)input[1], (int)input[1] * DepthMultiplier, KernelSize, Strides, Padding, DilationRate, (int)input[1], UseBias));

    private protected override Tensor Apply(Tensor x) => Finish(_layer!.Forward(ChannelsFirst(x)), Activation);
}
