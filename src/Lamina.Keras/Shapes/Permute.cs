namespace Lamina.Keras;

/// <summary>The axes of each sample in another order. Shape: [N, …] → [N, the same sizes in the new order]. DType: any.</summary>
/// <remarks>As Keras' <c>Permute</c>, which counts the axes of a sample from 1: <c>new Permute([2, 1])</c> exchanges both.</remarks>
/// <param name="dims">The axes in their new order, counted from 1.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
/// <exception cref="ShapeException">An axis is missing or named twice.</exception>
public sealed class Permute(IEnumerable<int> dims, Shape? inputShape = null) : KerasLayer(inputShape)
{
    /// <summary>The axes in their new order, counted from 1.</summary>
    public IReadOnlyList<int> Dims { get; } = Whole([.. dims]);

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input) => input.Rank == Dims.Count
        ? Shape.Create([.. Dims.Select(axis => input[axis - 1])])
        : throw Unfit($"samples of {Dims.Count} axes", input, "Name every axis of a sample once.");

    /// <inheritdoc/>
    public override string ToString() => $"Permute([{string.Join(", ", Dims)}])";

    private protected override Tensor Apply(Tensor x) => x.Permute([0, .. Dims]);

    static int[] Whole(int[] dims) => dims.Order().SequenceEqual(Enumerable.Range(1, dims.Length))
        ? dims
        : throw new ShapeException($"Permute([{string.Join(", ", dims)}]): each axis of a sample is named once, counted from 1.");
}
