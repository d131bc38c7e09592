namespace Lamina.NN;

/// <summary>
/// In training, sets squares of each channel to 0, so that a share of about p of the elements is dropped, and multiplies the others by what keeps
/// the sum: elements / kept. In evaluation, passes the input on. Shape: [N, C, H, W], kept. DType: floating point.
/// </summary>
/// <remarks>
/// A square begins at each place where it fits with probability γ = p·H·W / (size²·(H − size + 1)·(W − size + 1)); squares may overlap. As
/// <c>torchvision.ops.DropBlock2d</c>. <b>Source:</b> Ghiasi, Lin and Le, DropBlock (2018).
/// </remarks>
public sealed class DropBlock2d : Layer<Tensor, Tensor>
{
    readonly Generator? _generator;

    /// <summary>Makes a layer.</summary>
    /// <param name="p">The share to drop, in [0, 1].</param>
    /// <param name="blockSize">Side of a square; cut to the picture's sides where it is larger.</param>
    /// <param name="epsilon">Added to the number of kept elements, which may be 0. 1e-6 by default.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="NumericException">p is no probability.</exception>
    /// <exception cref="ShapeException">The block size is below 1.</exception>
    public DropBlock2d(double p, int blockSize, double epsilon = 1e-6, Generator? generator = null)
    {
        if (blockSize < 1)
            throw new ShapeException($"DropBlock2d({p}, {blockSize}): a block has a side of at least 1.");
        (P, BlockSize, Epsilon, _generator) = (Probability.Of(nameof(DropBlock2d), p), blockSize, epsilon, generator);
    }

    /// <summary>The share to drop.</summary>
    public double P { get; }

    /// <summary>Side of a square.</summary>
    public int BlockSize { get; }

    /// <summary>Added to the number of kept elements.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"DropBlock2d({P}, {BlockSize})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank != 4)
            throw new ShapeException($"{this} needs [N, C, H, W]; got {x.Shape}. Reshape the input.");
        if (!IsTraining || P == 0 || x.Count == 0)
            return x;
        (long height, long width) = (x.Shape[2], x.Shape[3]);
        int size = (int)Math.Min(BlockSize, Math.Min(height, width));
        (long rows, long columns) = (height - size + 1, width - size + 1);
        double gamma = Math.Min(1, P * height * width / ((double)size * size * rows * columns));

        // A square that begins at a place covers the windows that end there and behind: the maximum over windows, with room on all sides.
        Tensor begins = Tensor.Bernoulli([x.Shape[0], x.Shape[1], rows, columns], gamma, generator: _generator);
        Tensor covered = begins.Pad((size - 1, size - 1), (size - 1, size - 1)).MaxPool2d(size, stride: 1);
        Tensor kept = 1 - covered;
        return x * (kept * (kept.Count / (kept.Sum() + Epsilon))).To(x.DType);
    }
}
