using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A fully connected layer: a(x·W + b), over the last axis. Shape: [N, .., in] → [N, .., units].
/// Keys: <c>weight</c> [units, in], the transpose of Keras' kernel; <c>bias</c> [units].
/// </summary>
/// <remarks>As Keras' <c>Dense</c>, its start included: Glorot's uniform weights, biases of 0. DType: floating point.</remarks>
/// <param name="units">Size of the output's last axis.</param>
/// <param name="activation">a; none by default.</param>
/// <param name="useBias">False to leave b out.</param>
/// <param name="inputShape">The shape of a sample, to build at once; null to wait for the first input.</param>
/// <exception cref="ShapeException">A size is below 1.</exception>
public sealed class Dense(int units, Activation activation = Activation.Linear, bool useBias = true, Shape? inputShape = null) : KerasLayer(inputShape)
{
    [Key("")]
    Linear? _layer;

    /// <summary>Size of the output's last axis.</summary>
    public int Units { get; } = units >= 1 ? units : throw new ShapeException($"Dense({units}): there is at least one unit.");

    /// <summary>a.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>Whether there is b.</summary>
    public bool UseBias { get; } = useBias;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public Linear? Layer => _layer;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank == 0 || input[^1] == 0
        ? throw Unfit("an axis of features", input, "Reshape the input to [N, features].")
        : input.With(input.Rank - 1, Units);

    /// <inheritdoc/>
    public override string ToString() => $"Dense({Units}{Activation.Suffix()})";

    private protected override void Build(Shape input) => _layer = Start.AsKeras(new Linear(input[^1], Units, UseBias));

    private protected override Tensor Apply(Tensor x) => Activation.Apply(_layer!.Forward(x));
}
