using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A linear layer by Einstein's summation of input and kernel: a(einsum(x, W) + b). Its kernel has one axis for each letter of the equation's second term.
/// Shape: [N, ..] → [N, output shape]. Keys: <c>weight</c>, the kernel with the axes of its letters, as in Keras; <c>bias</c>.
/// </summary>
/// <remarks>
/// As Keras' <c>EinsumDense</c>, its start included: Glorot's uniform weights, biases of 0. The first letter of the input, or its three dots, stands for the batch. DType: floating point.
/// <code>
/// new EinsumDense("abc,cd->abd", [-1, 64], biasAxes: "d")   // [N, steps, features] → [N, steps, 64]
/// new EinsumDense("...x,xy->...y", [64])                    // the same over any axes
/// </code>
/// </remarks>
/// <param name="equation">Such as <c>"abc,cd->abd"</c>: the letters of input, kernel and output; three dots in input and output stand for any axes.</param>
/// <param name="outputShape">The sizes of the output's axes behind that of the batch, aligned at the end if the output begins with dots; −1 for the input's size of the same letter.</param>
/// <param name="activation">a; none by default.</param>
/// <param name="biasAxes">Letters of the output along which the bias lies; without a bias if null.</param>
/// <param name="inputShape">The shape of a sample, to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">The equation cannot be read.</exception>
public sealed class EinsumDense(string equation, IEnumerable<long> outputShape, Activation activation = Activation.Linear, string? biasAxes = null, Shape? inputShape = null) : KerasLayer(inputShape)
{
    readonly EinsumDenseSizes _sizes = new(equation, [.. outputShape], biasAxes);

    /// <summary>The letters of input, kernel and output.</summary>
    public string Equation => _sizes.Equation;

    /// <summary>The sizes of the output's axes behind that of the batch; −1 for the input's.</summary>
    public IReadOnlyList<long> OutputSizes => _sizes.Output;

    /// <summary>a.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Letters of the output along which the bias lies; null without a bias.</summary>
    public string? BiasAxes => _sizes.BiasAxes;

    /// <summary>W, with an axis for each of its letters; null until the input's shape is known.</summary>
    public Parameter? Weight { get; private set; }

    /// <summary>b; null without, or until the input's shape is known.</summary>
    public Parameter? Bias { get; private set; }

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        EinsumDenseShapes shapes = _sizes.Of(input);
        if (Weight is { } weight && weight.Shape != shapes.Weight)
            throw Unfit($"an input for which the kernel is {weight.Shape}", input, "Bring the input to the shape the layer was made for, or make a new layer for this one.");
        return shapes.Output;
    }

    /// <inheritdoc/>
    public override string ToString() => $"EinsumDense({Equation}{Activation.Suffix()})";

    private protected override void Build(Shape input)
    {
        EinsumDenseShapes shapes = _sizes.Of(input);

        // Keras takes the last two axes for the numbers of inputs and outputs, those before for a window.
        Shape weight = shapes.Weight;
        Weight = new Parameter(weight.Rank < 2 ? Init.GlorotUniform([weight.Count, weight.Count]).Slice(0, 0, 1).Reshape([.. weight]) : Init.GlorotUniform([weight[^2], weight[^1], .. weight[..^2]]).Reshape([.. weight]));
        if (shapes.Bias is { } bias)
            Bias = new Parameter(Tensor.Zeros(bias));
    }

    private protected override Tensor Apply(Tensor x)
    {
        Tensor y = Tensor.Einsum(Equation, x, Weight!);
        return Activation.Apply(Bias is { } bias ? y + bias.Value : y);
    }
}
