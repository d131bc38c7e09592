using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// One-dimensional convolution with an activation. Shape: [N, steps, channels] → [N, steps', filters].
/// Keys: <c>weight</c> [filters, channels / groups, kernel], Keras' kernel with its last axes first; <c>bias</c> [filters].
/// </summary>
/// <remarks>As Keras' <c>Conv1D</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="filters">Channels of the output.</param>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="activation">What is done to the output; nothing by default.</param>
/// <param name="padding"><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</param>
/// <param name="strides">Step between windows.</param>
/// <param name="dilationRate">Step between the taps of a window.</param>
/// <param name="groups">Parts into which the channels are divided, each convolved alone.</param>
/// <param name="useBias">False to leave the bias out.</param>
/// <param name="inputShape">The shape of a sample, [steps, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class Conv1D(
    int filters, int kernelSize, Activation activation = Activation.Linear, Padding padding = default, int strides = 1, int dilationRate = 1,
    int groups = 1, bool useBias = true, Shape? inputShape = null) : SpatialLayer(inputShape)
{
    [Key("")]
    Conv1d? _layer;

    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters >= 1 ? filters : throw new ShapeException($"Conv1D({filters}): there is at least one filter.");

    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = Positive("Conv1D", "the kernel size", kernelSize);

    /// <summary>What is done to the output.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding { get; } = Known("Conv1D", padding);

    /// <summary>Step between windows.</summary>
    public int Strides { get; } = Positive("Conv1D", "a stride", strides);

    /// <summary>Step between the taps of a window.</summary>
    public int DilationRate { get; } = Positive("Conv1D", "a dilation rate", dilationRate);

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; } = groups;

    /// <summary>Whether there is a bias.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public Conv1d? Layer => _layer;

    private protected override int Axes => 1;

    private protected override long OutputSizeOf(int axis, long input) => Outputs(input, KernelSize, Strides, DilationRate, Padding);

    private protected override long ChannelsOf(long channels) => Filters;

    /// <inheritdoc/>
    public override string ToString() => $"Conv1D({Filters}, {KernelSize}{Activation.Suffix()})";

    private protected override void Build(Shape input) =>
        _layer = Start.AsKeras(new Conv1d((int)input[1], Filters, KernelSize, Strides, Padding, DilationRate, Groups, UseBias));

    private protected override Tensor Apply(Tensor x) => Finish(_layer!.Forward(ChannelsFirst(x)), Activation);
}
