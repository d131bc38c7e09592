namespace Lamina.Keras;

/// <summary>Each vector repeated as the steps of a sequence. Shape: [N, features] → [N, n, features]. DType: any.</summary>
/// <remarks>As Keras' <c>RepeatVector</c>.</remarks>
/// <param name="n">How often.</param>
/// <param name="inputShape">The shape of a sample, [features], for a first layer.</param>
/// <exception cref="ShapeException">n is below 1.</exception>
public sealed class RepeatVector(int n, Shape? inputShape = null) : KerasLayer(inputShape)
{
    /// <summary>How often.</summary>
    public int N { get; } = n >= 1 ? n : throw new ShapeException($"RepeatVector({n}): a vector is repeated at least once.");

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank == 1
        ? input.Insert(0, N)
        : throw Unfit("vectors [N, features]", input, "Use `Flatten` first.");

    /// <inheritdoc/>
    public override string ToString() => $"RepeatVector({N})";

    private protected override Tensor Apply(Tensor x) => x.Unsqueeze(1).Expand([x.Shape[0], N, x.Shape[1]]);
}
