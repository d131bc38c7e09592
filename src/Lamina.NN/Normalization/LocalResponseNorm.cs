namespace Lamina.NN;

/// <summary>
/// Local response normalization across channels: y = x / (k + α·mean of x² over the window)^β, where the window is <c>size</c> neighbouring channels,
/// with zeros beyond the first and the last. Shape: [N, C, …], kept. DType: floating point.
/// </summary>
/// <remarks>
/// As <c>torch.nn.LocalResponseNorm</c>: the mean is over <c>size</c>, zeros included. The paper and Caffe speak of α as here, AlexNet's own formula sums
/// with an α smaller by <c>size</c>. <b>Source:</b> Krizhevsky, Sutskever and Hinton, ImageNet Classification with Deep Convolutional Neural Networks (2012).
/// </remarks>
/// <param name="size">Channels in the window.</param>
/// <param name="alpha">α; 1e-4 by default.</param>
/// <param name="beta">β; 0.75 by default.</param>
/// <param name="k">k; 1 by default.</param>
public sealed class LocalResponseNorm(int size, double alpha = 1e-4, double beta = 0.75, double k = 1) : Layer<Tensor, Tensor>
{
    /// <summary>Channels in the window.</summary>
    public int Size { get; } = size >= 1 ? size : throw new ShapeException($"LocalResponseNorm({size}): the window has at least one channel.");

    /// <summary>α.</summary>
    public double Alpha { get; } = alpha;

    /// <summary>β.</summary>
    public double Beta { get; } = beta;

    /// <summary>k.</summary>
    public double K { get; } = k;

    /// <inheritdoc/>
    public override string ToString() => $"LocalResponseNorm({Size})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        if (x.Rank < 2)
            throw new ShapeException($"{this} needs [N, C, …]; got {x.Shape}. Add an axis with `Unsqueeze(0)`.");

        // Channels as rows of a picture, over which a window of one column moves.
        Tensor squares = x.Square().Reshape(x.Shape[0], 1, x.Shape[1], x.Shape.CountOf(2..));
        Tensor means = squares.AvgPool2d(new PoolSettings(Size, 1, 1, 1, PadTop: Size / 2, PadBottom: (Size - 1) / 2));
        return x / Power((means.Reshape([.. x.Shape]) * Alpha) + K);
    }

    // The usual exponent by two roots, which are far cheaper than a power.
    Tensor Power(Tensor divisor)
    {
        if (Beta != 0.75)
            return divisor.Pow(Beta);
        Tensor root = divisor.Sqrt();
        return root * root.Sqrt();
    }
}
