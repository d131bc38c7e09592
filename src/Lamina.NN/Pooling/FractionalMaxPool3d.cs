namespace Lamina.NN;

/// <summary>
/// The largest elements of windows whose steps differ by chance, so that the output has any size, such as 0.7 times the input's. Shape: [N, C, D, H, W] → [N, C, depth, height, width]; also without N. DType: floating point.
/// </summary>
/// <remarks>
/// As <c>torch.nn.FractionalMaxPool3d</c>: windows are drawn anew at every call, in evaluation too, for each sample and channel. See <see cref="Tensor.FractionalMaxPoolWithIndices"/>. Source: Graham, Fractional Max-Pooling (2014).
/// </remarks>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="outputSize">Planes, rows and columns of the output; this or the ratio is given.</param>
/// <param name="outputRatio">The output's sizes as a share of the input's, between 0 and 1.</param>
/// <param name="generator">The source of the random numbers; <see cref="Generator.Default"/> if null.</param>
/// <exception cref="ShapeException">Neither or both of size and ratio are given, or the ratio is not between 0 and 1.</exception>
public sealed class FractionalMaxPool3d(Size3 kernelSize, Size3? outputSize = null, double? outputRatio = null, Generator? generator = null) : Layer<Tensor, Tensor>
{
    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = kernelSize;

    /// <summary>Planes, rows and columns of the output; null if the ratio is given.</summary>
    public Size3? OutputSize { get; } = outputSize;

    /// <summary>The output's sizes as a share of the input's; null if they are given.</summary>
    public double? OutputRatio { get; } = outputSize is null == outputRatio is null || outputRatio is <= 0 or >= 1
        ? throw new ShapeException($"FractionalMaxPool3d({kernelSize}): give the size of the output, or its ratio to the input's between 0 and 1; got {outputSize?.ToString() ?? "no size"} and {outputRatio?.ToString() ?? "no ratio"}.")
        : outputRatio;

    /// <summary>The output with windows by given samples.</summary>
    /// <param name="x">The input.</param>
    /// <param name="samples">Numbers from 0 to below 1, [N, C, 3]: for planes, rows, columns.</param>
    public Tensor Forward(Tensor x, Tensor? samples) => Around(x, (Layer: this, samples), static (x, rest) => rest.Layer.Pool(x, rest.samples).Output);

    /// <summary>The output, and where in the plane (volume) each of its elements lies (int64), as <see cref="MaxUnpool3d"/> takes it. No hooks are called.</summary>
    /// <param name="x">The input.</param>
    /// <param name="samples">Numbers from 0 to below 1, [N, C, 3]: for planes, rows, columns; random if null.</param>
    public (Tensor Output, Tensor Indices) WithIndices(Tensor x, Tensor? samples = null) => Pool(x, samples);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"FractionalMaxPool3d({KernelSize}, {OutputSize?.ToString() ?? $"×{OutputRatio}"})");

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pool(x, null).Output;

    (Tensor Output, Tensor Indices) Pool(Tensor x, Tensor? samples) => Pictures.BatchedPair(this, x, 3, batch =>
    {
        int Part(long size) => (int)(size * OutputRatio!.Value);
        Size3 size = OutputSize ?? new Size3(Part(batch.Shape[2]), Part(batch.Shape[3]), Part(batch.Shape[4]));
        return batch.FractionalMaxPoolWithIndices([KernelSize.Depth, KernelSize.Height, KernelSize.Width], [size.Depth, size.Height, size.Width], samples, generator);
    });
}
