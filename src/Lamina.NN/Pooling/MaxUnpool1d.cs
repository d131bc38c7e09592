namespace Lamina.NN;

/// <summary>
/// Puts elements back where max pooling took them from, with zeros elsewhere. Takes the output and the indices of <see cref="MaxPool1d.WithIndices"/>.
/// Shape: [N, C, L] → [N, C, (L − 1)·stride − 2·padding + kernel]; also without N. DType: any.
/// </summary>
/// <remarks>As <c>torch.nn.MaxUnpool1d</c>.</remarks>
/// <param name="kernelSize">Length of the window.</param>
/// <param name="stride">Step between windows; the window's size if null.</param>
/// <param name="padding">That of the pooling.</param>
public sealed class MaxUnpool1d(int kernelSize, int? stride = null, int padding = 0) : Module<Tensor, Tensor, Tensor>
{
    /// <summary>Length of the window.</summary>
    public int KernelSize { get; } = kernelSize;

    /// <summary>Step between windows.</summary>
    public int Stride { get; } = stride ?? kernelSize;

    /// <summary>That of the pooling.</summary>
    public int Padding { get; } = padding;

    /// <inheritdoc/>
    public override string ToString() => $"MaxUnpool1d({KernelSize})";

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Tensor indices)
    {
        if (x.Rank is not (2 or 3))
            throw new ShapeException($"{this} needs {Pictures.Form(1)}; got {x.Shape}. Reshape the input.");
        return Forward(x, indices, [Out(x.Shape[^1], KernelSize, Stride, Padding)]);
    }

    /// <summary>The same for a pooled input of a given size, where rounding leaves more than one.</summary>
    /// <param name="x">The output of the pooling.</param>
    /// <param name="indices">Its indices.</param>
    /// <param name="outputSize">The sizes of the pooling's input behind N and C.</param>
    public Tensor Forward(Tensor x, Tensor indices, Shape outputSize) => Pictures.Batched(this, x, 1, batch => batch.MaxUnpool(indices.Reshape(batch.Shape.AsSpan()), outputSize));

    static long Out(long size, int kernel, int stride, int padding) => ((size - 1) * stride) - (2 * padding) + kernel;
}
