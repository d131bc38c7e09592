namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Transposed three-dimensional convolution, as PyTorch's <c>conv_transpose3d</c>: the gradient of <see cref="Conv3d"/> with respect to its
    /// input, y[n, o, t·stride + r·dilation − pad, …] = bias[o] + Σ x[n, c, t, i, j] · weight[c, o, r, u, v].
    /// </summary>
    /// <param name="weight">[inChannels, outChannels / groups, kernelDepth, kernelHeight, kernelWidth].</param>
    /// <param name="bias">[outChannels], or null.</param>
    /// <param name="settings">Strides, padding and dilation of rows and columns, and groups, of the convolution that this one turns round; all plain if null.</param>
    /// <param name="depth">The same along the depth.</param>
    /// <param name="outputPaddingDepth">Planes added behind; below stride or dilation, as the other two.</param>
    /// <param name="outputPaddingHeight">Rows added below.</param>
    /// <param name="outputPaddingWidth">Columns added to the right.</param>
    /// <returns>[N, outChannels, (D − 1)·stride − pads + dilation·(kernel − 1) + outputPadding + 1, …].</returns>
    /// <remarks><b>DType:</b> as of <see cref="ConvTranspose2d"/>, which gives the planes that are then added up along the depth.</remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups or output padding do not fit, or nothing would be left of the output.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    public Tensor ConvTranspose3d(
        Tensor weight, Tensor? bias = null, ConvSettings? settings = null, DepthSettings? depth = null, int outputPaddingDepth = 0, int outputPaddingHeight = 0, int outputPaddingWidth = 0)
    {
        ConvSettings s = settings ?? new ConvSettings();
        DepthSettings d = depth ?? new DepthSettings();
        (Shape x, Shape w) = (Shape, weight.Shape);
        if (Rank != 5 || weight.Rank != 5)
            throw new ShapeException($"conv_transpose3d takes an input [N, C, D, H, W] and a weight [C, outChannels / groups, kernelDepth, kernelHeight, kernelWidth]; got {x} and {w}. Use `Unsqueeze` for a single volume or channel.");
        if (s.Groups < 1 || w[0] % s.Groups != 0 || x[1] != w[0])
            throw new ShapeException($"conv_transpose3d: a weight of {w} takes {w[0]} input channels, which {s.Groups} groups divide; the input is {x} with {x[1]}. Axis 1 of the input is the channels: use `Permute` if they lie elsewhere.");
        if (!s.IsValid || !d.IsValid || outputPaddingDepth < 0 || outputPaddingDepth >= Math.Max(d.Stride, d.Dilation))
            throw new ShapeException($"conv_transpose3d: along the depth the output padding is at least 0 and below stride or dilation, which are 1 or more; got {outputPaddingDepth} with {d} and {s}. Use less of it, or a larger stride.");
        long channels = w[1] * s.Groups, whole = ((x[2] - 1) * d.Stride) + (d.Dilation * (w[2] - 1)) + outputPaddingDepth + 1;
        if (whole - d.PadFront - d.PadBack < 1 || x[2] < 1)
            throw new ShapeException($"conv_transpose3d: an input of {x} with a kernel of depth {w[2]} would give {whole - d.PadFront - d.PadBack} planes. Use less padding, or a larger kernel.");
        if (bias is not null && bias.Shape != [channels])
            throw new ShapeException($"conv_transpose3d: an input of {x} gives {channels} channels, and the bias must be [{channels}]; got {bias.Shape}. Use `Reshape` on it, or another bias.");
        DType result = ConvolutionType("conv_transpose3d", weight, bias), compute = result == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor pictures = To(compute).Transpose(1, 2).Reshape(x[0] * x[2], x[1], x[3], x[4]);
        Tensor planes = pictures.ConvTranspose2d(weight.To(compute).Reshape(w[0], w[1] * w[2], w[3], w[4]), null, s, outputPaddingHeight, outputPaddingWidth);
        Tensor windows = planes.Reshape(x[0], x[2], channels, w[2], planes.Shape[2], planes.Shape[3]).Permute(0, 2, 1, 4, 5, 3);
        Tensor y = windows.SumWindows(2, whole, d.Stride, d.Dilation).Slice(2, d.PadFront, whole - d.PadBack);
        return (bias is null ? y : y + bias.To(compute).Reshape(-1, 1, 1, 1)).To(result);
    }
}
