namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Three-dimensional convolution (cross-correlation), as PyTorch's <c>conv3d</c>: y[n, o, t, i, j] =
    /// bias[o] + Σ x[n, c, t·stride + r·dilation − pad, …] · weight[o, c, r, u, v].
    /// </summary>
    /// <param name="weight">[outChannels, inChannels / groups, kernelDepth, kernelHeight, kernelWidth].</param>
    /// <param name="bias">[outChannels], or null.</param>
    /// <param name="settings">Strides, padding and dilation of rows and columns, and groups; all plain if null.</param>
    /// <param name="depth">Stride, padding and dilation along the depth; all plain if null.</param>
    /// <returns>[N, outChannels, outDepth, outHeight, outWidth] for this tensor of [N, inChannels, depth, height, width].</returns>
    /// <remarks>
    /// The planes that a window covers become channels of a two-dimensional convolution, which does all the sums: it holds the input as often as the kernel is
    /// deep, over the stride. A kernel that is 1 high and wide needs no such copy. <b>DType:</b> as of <see cref="Conv2d"/>.
    /// </remarks>
    /// <exception cref="ShapeException">Ranks, channels or groups do not fit, or the kernel is larger than the padded input.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    public Tensor Conv3d(Tensor weight, Tensor? bias = null, ConvSettings? settings = null, DepthSettings? depth = null)
    {
        ConvSettings s = settings ?? new ConvSettings();
        DepthSettings d = depth ?? new DepthSettings();
        (Shape x, Shape w) = (Shape, weight.Shape);
        if (Rank != 5 || weight.Rank != 5)
            throw new ShapeException($"conv3d takes an input [N, C, D, H, W] and a weight [outChannels, C / groups, kernelDepth, kernelHeight, kernelWidth]; got {x} and {w}. Use `Unsqueeze` for a single volume or channel.");
        if (!s.IsValid || !d.IsValid)
            throw new ShapeException($"conv3d: strides, dilations and groups are 1 or more, padding 0 or more; got {s} and {d} for {x}. Change them.");
        if (w[0] % s.Groups != 0 || x[1] != w[1] * s.Groups)
            throw new ShapeException($"conv3d: a weight of {w} in {s.Groups} groups takes {w[1] * s.Groups} input channels and gives {w[0]}, which the groups divide; the input is {x} with {x[1]}. Axis 1 of the input is the channels: use `Permute` if they lie elsewhere.");
        if (bias is not null && bias.Shape != [w[0]])
            throw new ShapeException($"conv3d: an input of {x} gives {w[0]} channels, and the bias must be [{w[0]}]; got {bias.Shape}. Use `Reshape` on it, or another bias.");
        long planes = ConvSettings.OutputSize(x[2], d.PadFront + d.PadBack, w[2], d.Dilation, d.Stride);
        if (planes == 0 || ConvSettings.OutputSize(x[3], s.PadTop + s.PadBottom, w[3], s.DilationHeight, s.StrideHeight) == 0
            || ConvSettings.OutputSize(x[4], s.PadLeft + s.PadRight, w[4], s.DilationWidth, s.StrideWidth) == 0)
            throw new ShapeException($"conv3d: a kernel of {w[2]}×{w[3]}×{w[4]} is larger than the input {x} with its padding. Use a smaller kernel, more padding, or larger volumes.");
        DType result = ConvolutionType("conv3d", weight, bias), compute = result == DType.Float64 ? DType.Float64 : DType.Float32;

        // Windows that reach along the depth alone: the planes are the rows, and all else of them the columns.
        if (w[3] == 1 && w[4] == 1 && s is { StrideHeight: 1, StrideWidth: 1, PadTop: 0, PadLeft: 0, PadBottom: 0, PadRight: 0 })
        {
            ConvSettings along = new(StrideHeight: d.Stride, DilationHeight: d.Dilation, PadTop: d.PadFront, PadBottom: d.PadBack, Groups: s.Groups);
            Tensor rows = To(compute).Reshape(x[0], x[1], x[2], x[3] * x[4]).Conv2d(weight.To(compute).Reshape(w[0], w[1], w[2], 1), bias?.To(compute), along);
            return rows.Reshape(x[0], w[0], planes, x[3], x[4]).To(result);
        }

        Tensor padded = d.PadFront + d.PadBack == 0 ? To(compute) : To(compute).Pad((d.PadFront, d.PadBack), (0, 0), (0, 0));
        Tensor pictures = padded.SlidingWindows(2, w[2], d.Stride, d.Dilation).Permute(0, 2, 1, 5, 3, 4).Reshape(x[0] * planes, x[1] * w[2], x[3], x[4]);
        Tensor y = pictures.Conv2d(weight.To(compute).Reshape(w[0], w[1] * w[2], w[3], w[4]), bias?.To(compute), s);
        return y.Reshape(x[0], planes, w[0], y.Shape[2], y.Shape[3]).Transpose(1, 2).To(result);
    }
}
