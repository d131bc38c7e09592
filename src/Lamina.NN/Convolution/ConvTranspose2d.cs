namespace Lamina.NN;

/// <summary>
/// Transposed two-dimensional convolution, which makes pictures larger: the gradient of a convolution with respect to its input.
/// Shape: [N, in, H, W] → [N, out, (H − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1, …]; also without N.
/// Keys: <c>weight</c> [in, out / groups, kernel height, kernel width], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.ConvTranspose2d</c>, its start included: weight and bias uniform in ±1/√(out / groups · kernel area).
/// DType: floating point. <b>Source:</b> Zeiler et al., Deconvolutional Networks (2010).
/// </remarks>
public sealed class ConvTranspose2d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Rows and columns of the window.</param>
    /// <param name="stride">How far apart the windows lie in the output; 1 if null.</param>
    /// <param name="padding">Rows and columns cut off on each side; 0 if null.</param>
    /// <param name="outputPadding">Rows and columns added below and to the right; 0 if null.</param>
    /// <param name="groups">Parts into which the channels are divided, each computed alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <param name="dilation">Step between the taps of a window; 1 if null.</param>
    /// <exception cref="ShapeException">A size is below 1, a padding is negative or too large, or the groups do not divide the channels.</exception>
    public ConvTranspose2d(
        int inChannels, int outChannels, Size2 kernelSize, Size2? stride = null, Size2? padding = null, Size2? outputPadding = null, int groups = 1, bool bias = true, Size2? dilation = null)
    {
        (KernelSize, Stride, Padding, OutputPadding, Dilation, Groups) = (kernelSize, stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1, groups);
        string layer = $"ConvTranspose2d({inChannels}→{outChannels}, {kernelSize})";
        Convolutions.Check(layer, inChannels, outChannels, kernelSize, Stride, (Padding.Height, Padding.Width), Dilation, groups);
        Convolutions.CheckOutputPadding(layer, (0, OutputPadding.Height, OutputPadding.Width), (1, Stride.Height, Stride.Width), (1, Dilation.Height, Dilation.Width));
        double bound = 1 / Math.Sqrt((double)outChannels / groups * kernelSize.Height * kernelSize.Width);
        Weight = new Parameter(Tensor.Uniform([inChannels, outChannels / groups, kernelSize.Height, kernelSize.Width], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outChannels], -bound, bound));
    }

    /// <summary>W, [in, out / groups, kernel height, kernel width].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => (int)Weight.Shape[0];

    /// <summary>Channels of the output.</summary>
    public int OutChannels => (int)Weight.Shape[1] * Groups;

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize { get; }

    /// <summary>How far apart the windows lie in the output.</summary>
    public Size2 Stride { get; }

    /// <summary>Rows and columns cut off on each side.</summary>
    public Size2 Padding { get; }

    /// <summary>Rows and columns added below and to the right.</summary>
    public Size2 OutputPadding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public Size2 Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    public override string ToString() => $"ConvTranspose2d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Convolutions.Batched(this, x, 3, InChannels, Convolve);

    Tensor Convolve(Tensor x)
    {
        ConvSettings settings = new(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, Padding.Height, Padding.Width, Padding.Height, Padding.Width, Groups);
        return x.ConvTranspose2d(Weight, Bias?.Value, settings, OutputPadding.Height, OutputPadding.Width);
    }
}
