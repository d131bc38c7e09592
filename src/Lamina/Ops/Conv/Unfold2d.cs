namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// The windows of a convolution as columns, also known as im2col: out[n, (c·kernelHeight + u)·kernelWidth + v, i·outWidth + j] =
    /// x[n, c, i·stride + u·dilation − pad, j·stride + v·dilation − pad], 0 outside. As PyTorch's <c>unfold</c>.
    /// </summary>
    /// <param name="kernelHeight">Rows of a window.</param>
    /// <param name="kernelWidth">Columns of a window.</param>
    /// <param name="settings">Strides, padding and dilation, without groups; all plain if null.</param>
    /// <returns>[N, C·kernelHeight·kernelWidth, windows] for this tensor of [N, C, H, W].</returns>
    /// <remarks><b>DType:</b> the tensor's. The gradient is <see cref="Fold2d"/>.</remarks>
    /// <exception cref="ShapeException">The rank is not 4, a setting is out of range, or no window fits.</exception>
    public Tensor Unfold2d(int kernelHeight, int kernelWidth, ConvSettings? settings = null)
    {
        ConvSettings s = settings ?? new ConvSettings();
        if (Rank != 4)
            throw new ShapeException($"unfold2d takes [N, C, H, W]; got {Shape}. Use `Unsqueeze` for a single picture or channel.");
        (long rows, long columns) = WindowsOf("unfold2d", Shape, kernelHeight, kernelWidth, s);
        Tensor padded = s.PadTop + s.PadBottom + s.PadLeft + s.PadRight == 0 ? this : Pad((s.PadTop, s.PadBottom), (s.PadLeft, s.PadRight));
        Tensor windows = padded.SlidingWindows(2, kernelHeight, s.StrideHeight, s.DilationHeight).SlidingWindows(3, kernelWidth, s.StrideWidth, s.DilationWidth);
        return windows.Permute(0, 1, 4, 5, 2, 3).Contiguous().Reshape(Shape[0], Shape[1] * kernelHeight * kernelWidth, rows * columns);
    }

    /// <summary>
    /// Columns added up into the pictures they are windows of, also known as col2im: the transpose of <see cref="Unfold2d"/>. As PyTorch's <c>fold</c>.
    /// </summary>
    /// <param name="height">Rows of the pictures.</param>
    /// <param name="width">Columns of the pictures.</param>
    /// <param name="kernelHeight">Rows of a window.</param>
    /// <param name="kernelWidth">Columns of a window.</param>
    /// <param name="settings">Strides, padding and dilation, without groups; all plain if null.</param>
    /// <returns>[N, C, height, width] for this tensor of [N, C·kernelHeight·kernelWidth, windows].</returns>
    /// <remarks><b>DType:</b> the tensor's, not bool. Where windows overlap the result is a sum: folding what was unfolded counts each element as often as windows hold it.</remarks>
    /// <exception cref="ShapeException">The shape is not that of the columns of such pictures, or a setting is out of range.</exception>
    public Tensor Fold2d(int height, int width, int kernelHeight, int kernelWidth, ConvSettings? settings = null)
    {
        ConvSettings s = settings ?? new ConvSettings();
        if (Rank != 3 || kernelHeight < 1 || kernelWidth < 1 || Shape[1] % ((long)kernelHeight * kernelWidth) != 0)
            throw new ShapeException($"fold2d takes [N, C·{kernelHeight}·{kernelWidth}, windows] for a kernel of {kernelHeight}×{kernelWidth}; got {Shape}. Use `Unsqueeze` for a single picture, or another kernel.");
        long channels = Shape[1] / ((long)kernelHeight * kernelWidth);
        (long rows, long columns) = WindowsOf("fold2d", [Shape[0], channels, height, width], kernelHeight, kernelWidth, s);
        if (Shape[2] != rows * columns)
            throw new ShapeException($"fold2d: pictures of {height}×{width} have {rows}×{columns} windows of {kernelHeight}×{kernelWidth}; the columns {Shape} are {Shape[2]}. Give the settings with which they were unfolded.");
        Tensor windows = Reshape(Shape[0], channels, kernelHeight, kernelWidth, rows, columns).Permute(0, 1, 3, 4, 5, 2);
        Tensor bands = windows.SumWindows(3, (long)height + s.PadTop + s.PadBottom, s.StrideHeight, s.DilationHeight).Permute(0, 1, 3, 4, 2);
        Tensor padded = bands.SumWindows(3, (long)width + s.PadLeft + s.PadRight, s.StrideWidth, s.DilationWidth);
        return padded.Slice(2, s.PadTop, (long)s.PadTop + height).Slice(3, s.PadLeft, (long)s.PadLeft + width);
    }

    // Rows and columns of windows in pictures [N, C, H, W].
    static (long Rows, long Columns) WindowsOf(string operation, Shape pictures, int kernelHeight, int kernelWidth, ConvSettings s)
    {
        if (kernelHeight < 1 || kernelWidth < 1 || !s.IsValid || s.Groups != 1)
            throw new ShapeException($"{operation}: kernel, strides and dilations are 1 or more, padding 0 or more, and there is one group; got a kernel of {kernelHeight}×{kernelWidth} and {s} for {pictures}. Change them.");
        long rows = ConvSettings.OutputSize(pictures[2], s.PadTop + s.PadBottom, kernelHeight, s.DilationHeight, s.StrideHeight);
        long columns = ConvSettings.OutputSize(pictures[3], s.PadLeft + s.PadRight, kernelWidth, s.DilationWidth, s.StrideWidth);
        return rows > 0 && columns > 0
            ? (rows, columns)
            : throw new ShapeException($"{operation}: a kernel of {kernelHeight}×{kernelWidth} is larger than the pictures {pictures} with their padding. Use a smaller kernel, more padding, or larger pictures.");
    }
}
