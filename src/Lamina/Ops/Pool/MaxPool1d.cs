namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>The largest element of each window along the last axis, as PyTorch's <c>max_pool1d</c>. NaN wins; padding never does.</summary>
    /// <param name="kernel">Length of the window.</param>
    /// <param name="stride">Step between windows; the window's length if null.</param>
    /// <param name="padding">Padding at both ends, at most half the window.</param>
    /// <param name="dilation">Step between the elements of a window.</param>
    /// <param name="ceilMode">True to keep a last window that reaches beyond the end.</param>
    /// <remarks>**DType:** this tensor's; float32 if that is no float.</remarks>
    /// <exception cref="ShapeException">The input is not [N, C, L], or a window does not fit.</exception>
    public Tensor MaxPool1d(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false) =>
        AsPictures("max_pool1d").MaxPool2d(PoolSettings.Row(kernel, stride, padding, dilation, ceilMode)).Squeeze(2);

    /// <summary>The largest element of each window along the last axis, and where on it that lies (int64). Of equal ones the first.</summary>
    /// <inheritdoc cref="MaxPool1d"/>
    public (Tensor Values, Tensor Indices) MaxPool1dWithIndices(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false)
    {
        (Tensor values, Tensor indices) = AsPictures("max_pool1d").MaxPool2dWithIndices(PoolSettings.Row(kernel, stride, padding, dilation, ceilMode));
        return (values.Squeeze(2), indices.Squeeze(2));
    }

    // Lines [N, C, L] as pictures [N, C, 1, L].
    Tensor AsPictures(string op) => Rank == 3
        ? Unsqueeze(2)
        : throw new ShapeException($"{op} takes an input [N, C, L]; got {Shape}. Use `Unsqueeze` for a single line or channel.");
}
