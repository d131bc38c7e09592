using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Transposed two-dimensional convolution, as PyTorch's <c>conv_transpose2d</c>: the gradient of <see cref="Conv2d"/> with respect to its
    /// input, y[n, o, i·stride + u·dilation − pad, …] = bias[o] + Σ x[n, c, i, j] · weight[c, o, u, v].
    /// </summary>
    /// <param name="weight">[inChannels, outChannels / groups, kernelHeight, kernelWidth].</param>
    /// <param name="bias">[outChannels], or null.</param>
    /// <param name="settings">Strides, padding, dilation and groups of the convolution that this one turns round; all plain if null.</param>
    /// <param name="outputPaddingHeight">Rows added below: which of the sizes that the convolution maps to this one; below its stride or dilation.</param>
    /// <param name="outputPaddingWidth">Columns added to the right.</param>
    /// <returns>[N, outChannels, (H − 1)·stride − pads + dilation·(kernel − 1) + outputPadding + 1, …].</returns>
    /// <remarks><b>DType:</b> that to which input, weight and bias promote; a floating-point one is among them. <b>Source:</b> Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016).</remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups or output padding do not fit, or nothing would be left of the output.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    public Tensor ConvTranspose2d(Tensor weight, Tensor? bias = null, ConvSettings? settings = null, int outputPaddingHeight = 0, int outputPaddingWidth = 0)
    {
        ConvSettings s = settings ?? new ConvSettings();
        if (Rank != 4 || weight.Rank != 4)
            throw new ShapeException($"conv_transpose2d takes an input [N, C, H, W] and a weight [C, outChannels / groups, kernelHeight, kernelWidth]; got {Shape} and {weight.Shape}. Use `Unsqueeze` for a single picture or channel.");
        if (s.Groups < 1 || weight.Shape[0] % s.Groups != 0)
            throw new ShapeException($"conv_transpose2d: the {weight.Shape[0]} input channels of a weight of {weight.Shape} do not divide into {s.Groups} groups, on an input of {Shape}. Choose a multiple of the groups, or another number of them, 1 or more.");
        if (Shape[1] != weight.Shape[0])
            throw new ShapeException($"conv_transpose2d: a weight of {weight.Shape} takes {weight.Shape[0]} input channels; the input is {Shape} with {Shape[1]}. Axis 1 of the input is the channels: use `Permute` if they lie elsewhere.");
        if (outputPaddingHeight < 0 || outputPaddingWidth < 0 || outputPaddingHeight >= Math.Max(s.StrideHeight, s.DilationHeight) || outputPaddingWidth >= Math.Max(s.StrideWidth, s.DilationWidth))
            throw new ShapeException($"conv_transpose2d: the output padding is at least 0 and below stride or dilation; got {outputPaddingHeight} and {outputPaddingWidth} with {s}. Use less of it, or a larger stride.");
        long channels = weight.Shape[1] * s.Groups;
        long height = ((Shape[2] - 1) * s.StrideHeight) - s.PadTop - s.PadBottom + (s.DilationHeight * (weight.Shape[2] - 1)) + outputPaddingHeight + 1;
        long width = ((Shape[3] - 1) * s.StrideWidth) - s.PadLeft - s.PadRight + (s.DilationWidth * (weight.Shape[3] - 1)) + outputPaddingWidth + 1;
        if (height < 1 || width < 1)
            throw new ShapeException($"conv_transpose2d: an input of {Shape} with a kernel of {weight.Shape[2]}×{weight.Shape[3]} would give {height}×{width}. Use less padding, or a larger kernel.");
        if (bias is not null && bias.Shape != [channels])
            throw new ShapeException($"conv_transpose2d: an input of {Shape} gives {channels} channels, and the bias must be [{channels}]; got {bias.Shape}. Use `Reshape` on it, or another bias.");
        DType result = ConvolutionType("conv_transpose2d", weight, bias), compute = result == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor y = Dispatch.Run(new Conv2dInputGradient(s, [Shape[0], channels, height, width]), To(compute).Contiguous(), weight.To(compute).Contiguous());
        return (bias is null ? y : y + bias.To(compute).Reshape(-1, 1, 1)).To(result);
    }
}
