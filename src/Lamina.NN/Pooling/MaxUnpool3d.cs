namespace Lamina.NN;

/// <summary>
/// Puts elements back where max pooling took them from, with zeros elsewhere. Takes the output and the indices of <see cref="MaxPool3d.WithIndices"/>.
/// Shape: [N, C, D, H, W] → [N, C, (D − 1)·stride − 2·padding + kernel, …]; also without N. DType: any.
/// </summary>
/// <remarks>As <c>torch.nn.MaxUnpool3d</c>.</remarks>
/// <param name="kernelSize">Planes, rows and columns of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">That of the pooling.</param>
public sealed class MaxUnpool3d(Size3 kernelSize, Size3? stride = null, Size3 padding = default) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public Size3 Stride { get; } = stride ?? kernelSize;

    /// <summary>That of the pooling.</summary>
    public Size3 Padding { get; } = padding;

    /// <inheritdoc/>
    public override string ToString() => $"MaxUnpool3d({KernelSize})";

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Tensor indices)
    {
        if (x.Rank is not (4 or 5))
            throw new ShapeException($"{this} needs {Pictures.Form(3)}; got {x.Shape}. Reshape the input.");
        return Forward(x, indices, [Out(x.Shape[^3], KernelSize.Depth, Stride.Depth, Padding.Depth), Out(x.Shape[^2], KernelSize.Height, Stride.Height, Padding.Height), Out(x.Shape[^1], KernelSize.Width, Stride.Width, Padding.Width)]);
    }

    /// <summary>The same for a pooled input of a given size, where rounding leaves more than one.</summary>
    /// <param name="x">The output of the pooling.</param>
    /// <param name="indices">Its indices.</param>
    /// <param name="outputSize">The sizes of the pooling's input behind N and C.</param>
    public Tensor Forward(Tensor x, Tensor indices, Shape outputSize) => Pictures.Batched(this, x, 3, batch => batch.MaxUnpool(indices.Reshape(batch.Shape.AsSpan()), outputSize));

    static long Out(long size, int kernel, int stride, int padding) => ((size - 1) * stride) - (2 * padding) + kernel;
}
