using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Transposed three-dimensional convolution with an activation, which makes volumes larger: size · stride with
/// <see cref="Padding.Same"/>, size · stride + max(kernel − stride, 0) with <see cref="Padding.Valid"/>; or, with an output padding, (size − 1)·stride + kernel − 2·p + outputPadding,
/// p being half the kernel with Same. Shape: [N, depth, height, width, channels] → [N, depth', height', width', filters].
/// Keys: <c>weight</c> [channels, filters, kernel depth, height, width], Keras' kernel with its last axes first and exchanged; <c>bias</c> [filters].
/// </summary>
/// <remarks>As Keras' <c>Conv3DTranspose</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">How far apart the windows lie in the output; 1 if null.</param>
/// <param name="outputPadding">Elements added at the end of each axis, below the stride; if null, as many as the size of the output asks for.</param>
/// <param name="dilationRate">Step between the taps of a window; 1 if null.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [depth, height, width, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class Conv3DTranspose(
    int filters, Size3 kernelSize, Activation activation = Activation.Linear, Padding padding = default, Size3? strides = null, Size3? outputPadding = null,
    Size3? dilationRate = null, bool useBias = true, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    [Key("")]
    ConvTranspose3d? _layer;

    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters >= 1 ? filters : throw new ShapeException($"Conv3DTranspose({filters}): there is at least one filter.");

    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = Positive("Conv3DTranspose", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Which sizes of the output there are.</summary>
    public Padding Padding { get; } = Known("Conv3DTranspose", padding);

    /// <summary>How far apart the windows lie in the output.</summary>
    public Size3 Strides { get; } = Positive("Conv3DTranspose", "a stride", strides ?? 1);

    /// <summary>Step between the taps of a window.</summary>
    public Size3 DilationRate { get; } = Positive("Conv3DTranspose", "a dilation rate", dilationRate ?? 1);

    /// <summary>Elements added at the end of each axis; null for as many as the size of the output asks for.</summary>
    public Size3? OutputPadding { get; } = outputPadding;

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public ConvTranspose3d? Layer => _layer;

    private protected override int Axes => 3;

    private protected override long OutputSizeOf(int axis, long input) => Window(axis).OutputOf(input);

    private protected override long ChannelsOf(long channels) => Filters;

    /// <inheritdoc/>
    public override string ToString() => $"Conv3DTranspose({Filters}, {KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input)
    {
        (Size3 cut, Size3 added) = ((Window(0).Cut, Window(1).Cut, Window(2).Cut), (Window(0).Added, Window(1).Added, Window(2).Added));
        _layer = Start.AsKeras(new ConvTranspose3d((int)input[3], Filters, KernelSize, Strides, cut, added, bias: UseBias, dilation: DilationRate));
    }

    private protected override Tensor Apply(Tensor x) => Finish(Trimmed(_layer!.Forward(ChannelsFirst(x)), x), Activation);

    TransposedWindow Window(int axis) => new(At(KernelSize, axis), At(Strides, axis), At(DilationRate, axis), Padding, OutputPadding is { } more ? At(more, axis) : null);
}
