namespace Lamina.Keras;

/// <summary>
/// Products of the vectors of two inputs, sample by sample: Σₖ a[n, …, k, …]·b[n, …, k, …]. Shape: [N, the other axes of a, the other axes of b]; [N, 1]
/// where there are none. DType: floating point.
/// </summary>
/// <remarks>As Keras' <c>Dot</c>.</remarks>
/// <param name="firstAxis">The axis of the first input's vectors, that of the batch counted as 0.</param>
/// <param name="secondAxis">The axis of the second input's vectors.</param>
/// <param name="normalize">True to divide each vector by its length first: the cosine of their angle.</param>
public sealed class Dot(int firstAxis, int secondAxis, bool normalize = false) : MergeLayer
{
    /// <summary>Makes a layer whose inputs have their vectors on one axis.</summary>
    /// <param name="axes">The axis of both, that of the batch counted as 0.</param>
    /// <param name="normalize">True to divide each vector by its length first.</param>
    public Dot(int axes, bool normalize = false)
        : this(axes, axes, normalize)
    {
    }

    /// <summary>The axis of the first input's vectors.</summary>
    public int FirstAxis { get; } = firstAxis;

    /// <summary>The axis of the second input's vectors.</summary>
    public int SecondAxis { get; } = secondAxis;

    /// <summary>Whether each vector is divided by its length first.</summary>
    public bool Normalize { get; } = normalize;

    private protected override bool TakesTwo => true;

    private protected override bool Broadcasts => false;

    /// <inheritdoc/>
    public override string ToString() => $"Dot({FirstAxis}, {SecondAxis}{(Normalize ? ", normalized" : "")})";

    private protected override Tensor Merge(IReadOnlyList<Tensor> x)
    {
        (Tensor a, Tensor b) = (Vectors(x[0], FirstAxis), Vectors(x[1], SecondAxis));
        if (a.Shape[0] != b.Shape[0] || a.Shape[^1] != b.Shape[^1])
            throw new ShapeException($"{this} multiplies vectors of one length, sample by sample; got {x[0].Shape} and {x[1].Shape}.");
        Shape left = a.Shape[1..^1], right = b.Shape[1..^1];
        Tensor products = a.Reshape(a.Shape[0], left.Count, a.Shape[^1]).MatMul(b.Reshape(b.Shape[0], right.Count, b.Shape[^1]).T);
        return products.Reshape(left.Rank + right.Rank == 0 ? [a.Shape[0], 1] : [a.Shape[0], .. left, .. right]);
    }

    Tensor Vectors(Tensor x, int axis)
    {
        if (x.Shape.Axis(axis) == 0)
            throw new ShapeException($"{this}: axis 0 counts the samples, which are multiplied one by one; got {x.Shape}.");
        Tensor last = x.MoveAxis(axis, -1);
        return Normalize ? last.Normalize(axis: -1) : last;
    }
}
