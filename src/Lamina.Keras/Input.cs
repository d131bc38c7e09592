namespace Lamina.Keras;

/// <summary>Says what a network takes, so that its layers are built at once. Passes its input on, if it has that shape.</summary>
/// <remarks>
/// As Keras' <c>Input</c>: at the head of a <c>Sequential</c>, <c>new Sequential(new Input([784]), new Dense(10))</c>, or where the graph of a
/// <see cref="Functional"/> begins, as which it stands wherever a <see cref="Node"/> is wanted.
/// </remarks>
public sealed class Input : KerasLayer
{
    readonly Node _node;

    /// <summary>Makes the head of a network.</summary>
    /// <param name="shape">The shape of a sample, without the axis of the batch.</param>
    /// <param name="dtype">Its dtype; <see cref="DType.Int64"/> before an <c>Embedding</c>.</param>
    public Input(Shape shape, DType dtype = DType.Float32)
        : base(shape, dtype)
    {
        Shape = shape;
        _node = new Node(null, [], new TensorSpec(dtype, shape));
    }

    /// <summary>The shape of a sample.</summary>
    public Shape Shape { get; }

    private protected override bool HasWeights => false;

    /// <summary>The place in a graph where this input comes in.</summary>
    public static implicit operator Node(Input input) => input._node;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => InputSpec is { } told && told.Shape != input
        ? throw Unfit($"samples of {told.Shape}", input, "Reshape the input, or name its shape in Input.")
        : input;

    /// <inheritdoc/>
    public override string ToString() => $"Input({InputSpec?.Shape ?? Shape})";

    private protected override Tensor Apply(Tensor x) => x;
}
