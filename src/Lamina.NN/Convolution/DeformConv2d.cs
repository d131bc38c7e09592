namespace Lamina.NN;

/// <summary>
/// Deformable two-dimensional convolution: every tap of every window reads the picture where an offset moves it, between the elements bilinearly, with a
/// factor of its own if a mask is given. Shape: [N, in, H, W], an offset [N, 2·offsetGroups·kernel area, H', W'] and a mask
/// [N, offsetGroups·kernel area, H', W'] or null → [N, out, H', W'], of a size as from <see cref="Conv2d"/>.
/// Keys: <c>weight</c> [out, in / groups, kernel height, kernel width], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torchvision.ops.DeformConv2d</c>, its start included; the formula stands at <see cref="Tensor.DeformConv2d"/>. Offset and mask usually come from a
/// <see cref="Conv2d"/> of the same window. DType: floating point. <b>Source:</b> Dai et al., Deformable Convolutional Networks (2017); Zhu et al., Deformable ConvNets v2 (2018).
/// </remarks>
public sealed class DeformConv2d : Module<Tensor, Tensor, Tensor?, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Rows and columns of the window.</param>
    /// <param name="stride">Step between windows; 1 if null.</param>
    /// <param name="padding">Rows and columns of zeros on each side; 0 if null.</param>
    /// <param name="dilation">Step between the taps of a window; 1 if null.</param>
    /// <param name="groups">Parts into which the channels are divided, each convolved alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <exception cref="ShapeException">A size is below 1, padding is negative, or the groups do not divide the channels.</exception>
    public DeformConv2d(int inChannels, int outChannels, Size2 kernelSize, Size2? stride = null, Size2? padding = null, Size2? dilation = null, int groups = 1, bool bias = true)
    {
        (KernelSize, Stride, Padding, Dilation, Groups) = (kernelSize, stride ?? 1, padding ?? 0, dilation ?? 1, groups);
        Convolutions.Check($"DeformConv2d({inChannels}→{outChannels}, {kernelSize})", inChannels, outChannels, kernelSize, Stride, (Padding.Height, Padding.Width), Dilation, groups);
        double bound = 1 / Math.Sqrt((double)inChannels / groups * kernelSize.Height * kernelSize.Width);
        Weight = new Parameter(Tensor.Uniform([outChannels, inChannels / groups, kernelSize.Height, kernelSize.Width], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outChannels], -bound, bound));
    }

    /// <summary>W, [out, in / groups, kernel height, kernel width].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => (int)Weight.Shape[1] * Groups;

    /// <summary>Channels of the output.</summary>
    public int OutChannels => (int)Weight.Shape[0];

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; }

    /// <summary>Step between windows.</summary>
    public Size2 Stride { get; }

    /// <summary>Rows and columns of zeros on each side.</summary>
    public Size2 Padding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public Size2 Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    public override string ToString() => $"DeformConv2d({InChannels}→{OutChannels}, {KernelSize})";

    /// <summary>Computes the output.</summary>
    /// <param name="first">The pictures.</param>
    /// <param name="second">The offset.</param>
    /// <param name="third">The mask; null for none.</param>
    public override Tensor Forward(Tensor first, Tensor second, Tensor? third = null)
    {
        ConvSettings settings = new(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width, Groups);
        return first.DeformConv2d(second, Weight, Bias?.Value, third, settings);
    }
}
