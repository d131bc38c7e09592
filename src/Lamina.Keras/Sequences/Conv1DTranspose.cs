using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Transposed one-dimensional convolution with an activation, which makes sequences larger: size · stride with
/// <see cref="Padding.Same"/>, size · stride + max(kernel − stride, 0) with <see cref="Padding.Valid"/>; or, with an output padding, (size − 1)·stride + kernel − 2·p + outputPadding,
/// p being half the kernel with Same. Shape: [N, steps, channels] → [N, steps', filters].
/// Keys: <c>weight</c> [channels, filters, kernel], Keras' kernel with its last axes first and exchanged; <c>bias</c> [filters].
/// </summary>
/// <remarks>As Keras' <c>Conv1DTranspose</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">How far apart the windows lie in the output.</param>
/// <param name="outputPadding">Elements added at the end of each axis, below the stride; if null, as many as the size of the output asks for.</param>
/// <param name="dilationRate">Step between the taps of a window.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class Conv1DTranspose(
    int filters, int kernelSize, Activation activation = Activation.Linear, Padding padding = default, int strides = 1, int? outputPadding = null,
    int dilationRate = 1, bool useBias = true, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    [Key("")]
    ConvTranspose1d? _layer;

    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters >= 1 ? filters : throw new ShapeException($"Conv1DTranspose({filters}): there is at least one filter.");

    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = Positive("Conv1DTranspose", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Which sizes of the output there are.</summary>
    public Padding Padding { get; } = Known("Conv1DTranspose", padding);

    /// <summary>How far apart the windows lie in the output.</summary>
    public int Strides { get; } = Positive("Conv1DTranspose", "a stride", strides);

    /// <summary>Step between the taps of a window.</summary>
    public int DilationRate { get; } = Positive("Conv1DTranspose", "a dilation rate", dilationRate);

    /// <summary>Elements added at the end of each axis; null for as many as the size of the output asks for.</summary>
    public int? OutputPadding { get; } = outputPadding;

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public ConvTranspose1d? Layer => _layer;

    private protected override int Axes => 1;

    private protected override long OutputSizeOf(int axis, long input) => Window(axis).OutputOf(input);

    private protected override long ChannelsOf(long channels) => Filters;

    /// <inheritdoc/>
    public override string ToString() => $"Conv1DTranspose({Filters}, {KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input)
    {
        (int cut, int added) = (Window(0).Cut, Window(0).Added);
        _layer = Start.AsKeras(new ConvTranspose1d((int)input[1], Filters, KernelSize, Strides, cut, added, bias: UseBias, dilation: DilationRate));
    }

    private protected override Tensor Apply(Tensor x) => Finish(Trimmed(_layer!.Forward(ChannelsFirst(x)), x), Activation);

    TransposedWindow Window(int axis) => new(KernelSize, Strides, DilationRate, Padding, OutputPadding);
}
