namespace Lamina.NN;

/// <summary>
/// Transposed one-dimensional convolution, which makes sequences larger: the gradient of a convolution with respect to its input.
/// Shape: [N, in, L] → [N, out, (L − 1)·stride − 2·padding + dilation·(kernel − 1) + outputPadding + 1]; also without N.
/// Keys: <c>weight</c> [in, out / groups, kernel], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.ConvTranspose1d</c>, its start included: weight and bias uniform in ±1/√(out / groups · kernel).
/// DType: floating point. <b>Source:</b> Zeiler et al., Deconvolutional Networks (2010).
/// </remarks>
public sealed class ConvTranspose1d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">How far apart the windows lie in the output.</param>
    /// <param name="padding">Elements cut off at each end.</param>
    /// <param name="outputPadding">Elements added at the end.</param>
    /// <param name="groups">Parts into which the channels are divided, each computed alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <param name="dilation">Step between the taps of a window.</param>
    /// <exception cref="ShapeException">A size is below 1, a padding is negative or too large, or the groups do not divide the channels.</exception>
    public ConvTranspose1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, int padding = 0, int outputPadding = 0, int groups = 1, bool bias = true, int dilation = 1)
    {
        (KernelSize, Stride, Padding, OutputPadding, Dilation, Groups) = (kernelSize, stride, padding, outputPadding, dilation, groups);
        string layer = $"ConvTranspose1d({inChannels}→{outChannels}, {kernelSize})";
        Convolutions.Check(layer, inChannels, outChannels, kernelSize, Stride, Padding, Dilation, groups);
        Convolutions.CheckOutputPadding(layer, (0, 0, OutputPadding), (1, 1, Stride), (1, 1, Dilation));
        double bound = 1 / Math.Sqrt((double)outChannels / groups * kernelSize);
        Weight = new Parameter(Tensor.Uniform([inChannels, outChannels / groups, kernelSize], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outChannels], -bound, bound));
    }

    /// <summary>W, [in, out / groups, kernel].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => (int)Weight.Shape[0];

    /// <summary>Channels of the output.</summary>
    public int OutChannels => (int)Weight.Shape[1] * Groups;

    /// <summary>Length of the window.</summary>
    public int KernelSize { get; }

    /// <summary>How far apart the windows lie in the output.</summary>
    public int Stride { get; }

    /// <summary>Elements cut off at each end.</summary>
    public int Padding { get; }

    /// <summary>Elements added at the end.</summary>
    public int OutputPadding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public int Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <inheritdoc/>
    public override string ToString() => $"ConvTranspose1d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Convolutions.Batched(this, x, 2, InChannels, Convolve);

    Tensor Convolve(Tensor x) => x.ConvTranspose1d(Weight, Bias?.Value, Stride, Padding, Padding, OutputPadding, Dilation, Groups);
}
