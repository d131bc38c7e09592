namespace Lamina.NN;

/// <summary>
/// Transposed three-dimensional convolution, which makes volumes larger: the gradient of a convolution with respect to its input.
/// Shape: [N, in, D, H, W] → [N, out, (D − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1, …]; also without N.
/// Keys: <c>weight</c> [in, out / groups, kernel depth, height, width], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.ConvTranspose3d</c>, its start included: weight and bias uniform in ±1/√(out / groups · kernel volume).
/// DType: floating point. <b>Source:</b> Zeiler et al., Deconvolutional Networks (2010).
/// </remarks>
public sealed class ConvTranspose3d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Planes, rows and columns of the window.</param>
    /// <param name="stride">How far apart the windows lie in the output; 1 if null.</param>
    /// <param name="padding">Planes, rows and columns cut off on each side; 0 if null.</param>
    /// <param name="outputPadding">Planes, rows and columns added behind, below and to the right; 0 if null.</param>
    /// <param name="groups">Parts into which the channels are divided, each computed alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <param name="dilation">Step between the taps of a window; 1 if null.</param>
    /// <exception cref="ShapeException">A size is below 1, a padding is negative or too large, or the groups do not divide the channels.</exception>
    public ConvTranspose3d(
        int inChannels, int outChannels, Size3 kernelSize, Size3? stride = null, Size3? padding = null, Size3? outputPadding = null, int groups = 1, bool bias = true, Size3? dilation = null)
    {
        (KernelSize, Stride, Padding, OutputPadding, Dilation, Groups) = (kernelSize, stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1, groups);
        string layer = $"ConvTranspose3d({inChannels}→{outChannels}, {kernelSize})";
        Convolutions.CheckVolumes(layer, inChannels, outChannels, kernelSize, Stride, (Padding.Depth, Padding.Height, Padding.Width), Dilation, groups);
        Convolutions.CheckOutputPadding(layer, OutputPadding, Stride, Dilation);
        double bound = 1 / Math.Sqrt((double)outChannels / groups * kernelSize.Depth * kernelSize.Height * kernelSize.Width);
        Weight = new Parameter(Tensor.Uniform([inChannels, outChannels / groups, kernelSize.Depth, kernelSize.Height, kernelSize.Width], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outChannels], -bound, bound));
    }

    /// <summary>W, [in, out / groups, kernel depth, height, width].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => (int)Weight.Shape[0];

    /// <summary>Channels of the output.</summary>
    public int OutChannels => (int)Weight.Shape[1] * Groups;

    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; }

    /// <summary>How far apart the windows lie in the output.</summary>
    public Size3 Stride { get; }

    /// <summary>Planes, rows and columns cut off on each side.</summary>
    public Size3 Padding { get; }

    /// <summary>Planes, rows and columns added behind, below and to the right.</summary>
    public Size3 OutputPadding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public Size3 Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    public override string ToString() => $"ConvTranspose3d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Convolutions.Batched(this, x, 4, InChannels, Convolve);

    Tensor Convolve(Tensor x)
    {
        ConvSettings settings = new(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width, Groups);
        DepthSettings depth = new(Stride.Depth, Dilation.Depth, Padding.Depth, Padding.Depth);
        return x.ConvTranspose3d(Weight, Bias?.Value, settings, depth, OutputPadding.Depth, OutputPadding.Height, OutputPadding.Width);
    }
}
