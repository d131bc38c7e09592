using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// Batch normalization over the last axis: y = (x − mean) / √(variance + ε)·γ + β. In training mean and variance are those of the batch,
/// in evaluation the running ones. Shape: [N, .., channels], kept. Keys as of <see cref="BatchNorm"/>.
/// </summary>
/// <remarks>
/// As Keras' <c>BatchNormalization</c>, whose momentum is the share that stays; but the running variance follows the unbiased one, as in
/// PyTorch, where Keras' follows the biased. DType: floating point. Source: Ioffe and Szegedy, Batch Normalization (2015).
/// </remarks>
/// <param name="momentum">What stays of the running statistics at each step.</param>
/// <param name="epsilon">ε.</param>
/// <param name="inputShape">The shape of a sample, to build at once; null to wait for the first input.</param>
public sealed class BatchNormalization(double momentum = 0.99, double epsilon = 1e-3, Shape? inputShape = null) : KerasLayer(inputShape)
{
    [Key("")]
    BatchNorm? _layer;

    /// <summary>What stays of the running statistics at each step.</summary>
    public double Momentum { get; } = momentum;

    /// <summary>ε, which keeps the root away from 0.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>The layer behind this one; null until the input's shape is known.</summary>
    public BatchNorm? Layer => _layer;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        if (input.Rank is 0 or > 4 || input[^1] == 0 || (InputSpec is { } built && built.Shape.Rank != input.Rank))
            throw Unfit("[N, channels], [N, steps, channels], [N, height, width, channels] or [N, depth, height, width, channels], the same as at first", input, "Reshape the input.");
        return input;
    }

    private protected override void Build(Shape input) => _layer = input.Rank switch
    {
        4 => new BatchNorm3d((int)input[3], Epsilon, 1 - Momentum),
        3 => new BatchNorm2d((int)input[2], Epsilon, 1 - Momentum),
        _ => new BatchNorm1d((int)input[^1], Epsilon, 1 - Momentum),
    };

    private protected override Tensor Apply(Tensor x) =>
        x.Rank == 2 ? _layer!.Forward(x) : _layer!.Forward(x.MoveAxis(-1, 1)).MoveAxis(1, -1);
}
