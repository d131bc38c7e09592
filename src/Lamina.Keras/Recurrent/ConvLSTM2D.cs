using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Long short-term memory of pictures: convolutions stand where <see cref="LSTM"/> has products. i, f, o = r and g = a of W∗x + U∗h + b, in the
/// order i, f, g, o; c' = f·c + i·g; h' = o·a(c'). Shape: [N, steps, height, width, channels] → [N, height', width', filters], or [N, steps, height', width', filters].
/// Keys: <c>weight</c> [4·filters, channels, kernel height, kernel width], <c>bias</c> [4·filters], <c>recurrent.weight</c> [4·filters, filters, kernel height, kernel width].
/// </summary>
/// <remarks>
/// As Keras' <c>ConvLSTM2D</c>, its start included: Glorot's uniform W, orthogonal U, b of 1 for the forget gate and 0 else. DType: floating point.
/// Source: Shi and others, Convolutional LSTM network: a machine learning approach for precipitation nowcasting (2015).
/// </remarks>
/// <param name="filters">Channels of the state.</param>
/// <param name="kernelSize">Rows and columns of both windows.</param>
/// <param name="strides">Step between windows on the input; 1 if null.</param>
/// <param name="padding">Around the input, <see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>. The state keeps its size.</param>
/// <param name="dilationRate">Step between the taps of the input's window; 1 if null.</param>
/// <param name="activation">a.</param>
/// <param name="recurrentActivation">r.</param>
/// <param name="useBias">False to leave b out.</param>
/// <param name="returnSequences">True for the output of every step.</param>
/// <param name="inputShape">The shape of a sample, [steps, height, width, channels], to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1, or the padding is a number.</exception>
public sealed class ConvLSTM2D(
    int filters, Size2 kernelSize, Size2? strides = null, Padding padding = default, Size2? dilationRate = null, Activation activation = Activation.Tanh,
    Activation recurrentActivation = Activation.Sigmoid, bool useBias = true, bool returnSequences = false, Shape? inputShape = null) : KerasLayer(inputShape)
{
    [Key("")]
    Conv2d? _layer;

    [Key("recurrent")]
    Conv2d? _recurrent;

    /// <summary>Channels of the state.</summary>
    public int Filters { get; } = filters >= 1 ? filters : throw new ShapeException($"ConvLSTM2D({filters}): there is at least one filter.");

    // Knows Keras' windows: what it says of one step's picture holds for all.
    [Unlisted]
    readonly Conv2D _step = new(4 * filters, kernelSize, padding: padding, strides: strides, dilationRate: dilationRate, useBias: useBias);

    /// <summary>Rows and columns of both windows.</summary>
    public Size2 KernelSize => _step.KernelSize;

    /// <summary>Step between windows on the input.</summary>
    public Size2 Strides => _step.Strides;

    /// <summary>Around the input.</summary>
    public Padding Padding => _step.Padding;

    /// <summary>Step between the taps of the input's window.</summary>
    public Size2 DilationRate => _step.DilationRate;

    /// <summary>a.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>r.</summary>
    public Activation RecurrentActivation { get; } = recurrentActivation;

    /// <summary>Whether there is b.</summary>
    public bool UseBias => _step.UseBias;

    /// <summary>True for the output of every step, false for the last.</summary>
    public bool ReturnSequences { get; } = returnSequences;

    /// <summary>The input's convolution; null until the input's shape is known.</summary>
    public Conv2d? Layer => _layer;

    /// <summary>The state's convolution; null until the input's shape is known.</summary>
    public Conv2d? Recurrent => _recurrent;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        if (input.Rank != 4 || input[0] == 0)
            throw Unfit("sequences of pictures [N, steps, height, width, channels]", input, "Reshape the input.");
        Shape picture = _step.OutputShapeOf(input[1..]).With(2, Filters);
        return ReturnSequences ? [input[0], .. picture] : picture;
    }

    /// <inheritdoc/>
    public override string ToString() => $"ConvLSTM2D({Filters}, {KernelSize}{(ReturnSequences ? ", returning sequences" : "")})";

    private protected override void Build(Shape input)
    {
        _layer = Start.AsKeras(new Conv2d((int)input[3], 4 * Filters, KernelSize, Strides, Padding, DilationRate, bias: UseBias));
        _recurrent = new Conv2d(Filters, 4 * Filters, KernelSize, padding: Padding.Same, bias: false);
        Init.Fill(_recurrent.Weight, Init.Orthogonal);
        if (!UseBias)
            return;
        float[] bias = new float[4 * Filters];
        Array.Fill(bias, 1, Filters, Filters);
        _layer.Bias!.Load(Tensor.From(bias));
    }

    private protected override Tensor Apply(Tensor x)
    {
        long count = x.Shape[0], steps = x.Shape[1];
        Tensor all = _layer!.Forward(x.Reshape([count * steps, .. x.Shape[2..]]).Permute(0, 3, 1, 2));
        all = all.Reshape([count, steps, .. all.Shape[1..]]);
        Tensor hidden = Tensor.Zeros([count, Filters, all.Shape[3], all.Shape[4]], all.DType), cell = hidden;
        Tensor[] outputs = new Tensor[steps];
        for (int step = 0; step < steps; step++)
        {
            Tensor gates = all.Select(1, step);
            if (step > 0)
                gates += _recurrent!.Forward(hidden);
            (Tensor i, Tensor f, Tensor g, Tensor o) = gates.Split(Filters, 1);
            cell = (RecurrentActivation.Apply(f) * cell) + (RecurrentActivation.Apply(i) * Activation.Apply(g));
            hidden = RecurrentActivation.Apply(o) * Activation.Apply(cell);
            outputs[step] = hidden;
        }

        return ReturnSequences ? Tensor.Stack(outputs, 1).Permute(0, 1, 3, 4, 2) : hidden.Permute(0, 2, 3, 1);
    }
}
