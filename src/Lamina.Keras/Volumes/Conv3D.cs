using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Three-dimensional convolution with an activation. Shape: [N, depth, height, width, channels] → [N, depth', height', width', filters].
/// Keys: <c>weight</c> [filters, channels / groups, kernel depth, height, width], Keras' kernel with its last axes first; <c>bias</c> [filters].
/// </summary>
/// <remarks>As Keras' <c>Conv3D</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">Step between windows; 1 if null.</param>
/// <param name="dilationRate">Step between the taps of a window; 1 if null.</param>
/// <param name="groups">Parts into which the channels are divided, each convolved alone.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class Conv3D(
    int filters, Size3 kernelSize, Activation activation = Activation.Linear, Padding padding = default, Size3? strides = null, Size3? dilationRate = null,
    int groups = 1, bool useBias = true, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    [Key("")]
    Conv3d? _layer;

    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters >= 1 ? filters : throw new ShapeException($"Conv3D({filters}): there is at least one filter.");

    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = Positive("Conv3D", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding { get; } = Known("Conv3D", padding);

    /// <summary>Step between windows.</summary>
    public Size3 Strides { get; } = Positive("Conv3D", "a stride", strides ?? 1);

    /// <summary>Step between the taps of a window.</summary>
    public Size3 DilationRate { get; } = Positive("Conv3D", "a dilation rate", dilationRate ?? 1);

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; } = groups;

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public Conv3d? Layer => _layer;

    private protected override int Axes => 3;

    private protected override long OutputSizeOf(int axis, long input) => Outputs(input, At(KernelSize, axis), At(Strides, axis), At(DilationRate, axis), Padding);

    private protected override long ChannelsOf(long channels) => Filters;

    /// <inheritdoc/>
    public override string ToString() => $"Conv3D({Filters}, {KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input) =>
        _layer = Start.AsKeras(new Conv3d((int)input[3], Filters, KernelSize, Strides, Padding, DilationRate, Groups, UseBias));

    private protected override Tensor Apply(Tensor x) => Finish(_layer!.Forward(ChannelsFirst(x)), Activation);
}
