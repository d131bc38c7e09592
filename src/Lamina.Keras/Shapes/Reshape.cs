namespace Lamina.Keras;

/// <summary>The same elements of each sample in another shape. Shape: [N, …] → [N, target shape]. DType: any.</summary>
/// <remarks>As Keras' <c>Reshape</c>.</remarks>
/// <param name="targetShape">Sizes of a sample of the output; one of them may be −1, and is then what the others leave.</param>
/// <param name="inputShape">The shape of a sample, for a first layer.</param>
public sealed class Reshape(IEnumerable<long> targetShape, Shape? inputShape = null) : KerasLayer(inputShape)
{
    /// <summary>Sizes of a sample of the output; −1 for what the others leave.</summary>
    public IReadOnlyList<long> TargetShape { get; } = [.. targetShape];

    private protected override bool HasWeights => false;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        long known = TargetShape.Where(size => size != -1).Aggregate(1L, (a, b) => a * b), open = TargetShape.Count(size => size == -1);
        if (open > 1 || known < 0 || (open == 0 ? known != input.Count : known == 0 || input.Count % known != 0))
            throw Unfit("samples whose number of elements its sizes divide", input, "Name sizes whose product is that number, or −1 for one of them.");
        return Shape.Create([.. TargetShape.Select(size => size == -1 ? input.Count / known : size)]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Reshape([{string.Join(", ", TargetShape)}])";

    private protected override Tensor Apply(Tensor x) => x.Reshape([x.Shape[0], .. OutputShapeOf(x.Shape[1..])]);
}
