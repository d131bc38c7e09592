namespace Lamina.NN;

/// <summary>Makes several axes of one, in row-major order: the opposite of <see cref="Flatten"/>. Shape: [.., product of sizes, ..] → [.., sizes, ..]. DType: any.</summary>
/// <remarks>As <c>torch.nn.Unflatten</c>.</remarks>
/// <param name="axis">The axis; negative counts from the end.</param>
/// <param name="sizes">The sizes of the new axes; one of them may be −1, and is then what the others leave.</param>
public sealed class Unflatten(int axis, params IEnumerable<long> sizes) : Layer<Tensor, Tensor>
{
    /// <summary>The axis.</summary>
    public int Axis { get; } = axis;

    /// <summary>The sizes of the new axes.</summary>
    public IReadOnlyList<long> Sizes { get; } = [.. sizes];

    /// <inheritdoc/>
    public override string ToString() => $"Unflatten({Axis}, [{string.Join(", ", Sizes)}])";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        int at = x.Shape.Axis(Axis, nameof(Unflatten));
        long known = Sizes.Where(size => size != -1).Aggregate(1L, (a, b) => a * b), open = Sizes.Count(size => size == -1), size = x.Shape[at];
        if (open > 1 || (open == 0 ? known != size : known <= 0 || size % known != 0))
            throw new ShapeException($"{this} does not divide axis {Axis} of {x.Shape}, which has {size} elements. Give sizes whose product is that number, or −1 for one of them.");
        return x.Reshape([.. x.Shape[..at], .. Sizes.Select(part => part == -1 ? size / known : part), .. x.Shape[(at + 1)..]]);
    }
}
