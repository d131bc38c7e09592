namespace Lamina.NN;

/// <summary>x for x &gt; 0, else a·x, with a learned. Shape: any, kept; with more than one a, [N, count, …]. Key: <c>weight</c> [count].</summary>
/// <remarks>
/// As <c>torch.nn.PReLU</c>. DType: floating point.
/// Source: He and others, Delving Deep into Rectifiers (2015).
/// </remarks>
/// <param name="count">1 for one a for all, or as many as the input has channels.</param>
/// <param name="start">The first value of each a; 0.25 by default.</param>
public sealed class PRelu(int count = 1, double start = 0.25) : Layer<Tensor, Tensor>
{
    /// <summary>a, [count].</summary>
    public Parameter Weight { get; } = new(Tensor.Full([count], start));

    /// <inheritdoc/>
    public override string ToString() => $"PRelu({Weight.Count})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor slope = Weight;
        if (Weight.Count > 1)
        {
            if (x.Rank < 2 || x.Shape[1] != Weight.Count)
                throw new ShapeException($"{this} needs {Weight.Count} channels on axis 1; got {x.Shape}. Build it for the input's channels, or with 1.");
            long[] sizes = new long[x.Rank - 1];
            Array.Fill(sizes, 1);
            sizes[0] = Weight.Count;
            slope = slope.Reshape(sizes);
        }

        return Tensor.Where(x > 0, x, slope * x);
    }
}
