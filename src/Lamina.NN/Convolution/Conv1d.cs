namespace Lamina.NN;

/// <summary>
/// One-dimensional convolution: y[n, o, i] = b[o] + Σ x[n, c, i·stride + u·dilation − padding]·W[o, c, u].
/// Shape: [N, in, L] → [N, out, ⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1]; also without N.
/// Keys: <c>weight</c> [out, in / groups, kernel], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.Conv1d</c>, its start included: weight and bias uniform in ±1/√(in / groups · kernel).
/// DType: floating point.
/// </remarks>
public sealed class Conv1d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step between windows.</param>
    /// <param name="padding">Elements added at both ends; none by default.</param>
    /// <param name="dilation">Step between the taps of a window.</param>
    /// <param name="groups">Parts into which the channels are divided, each convolved alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <param name="paddingMode">What the padding is: zeros, or the input mirrored, its edge repeated, or its other end.</param>
    /// <exception cref="ShapeException">A size is below 1, padding is negative, or the groups do not divide the channels.</exception>
    public Conv1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, Padding padding = default, int dilation = 1, int groups = 1, bool bias = true,
        PadMode paddingMode = PadMode.Constant)
    {
        (KernelSize, Stride, Padding, Dilation, Groups, PaddingMode) = (kernelSize, stride, padding, dilation, groups, paddingMode);
        Convolutions.Check($"Conv1d({inChannels}→{outChannels}, {kernelSize})", inChannels, outChannels, kernelSize, stride, padding, dilation, groups);
        double bound = 1 / Math.Sqrt((double)inChannels / groups * kernelSize);
        Weight = new Parameter(Tensor.Uniform([outChannels, inChannels / groups, kernelSize], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outChannels], -bound, bound));
    }

    /// <summary>W, [out, in / groups, kernel].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => (int)Weight.Shape[1] * Groups;

    /// <summary>Channels of the output.</summary>
    public int OutChannels => (int)Weight.Shape[0];

    /// <summary>Length of the window.</summary>
    public int KernelSize { get; }

    /// <summary>Step between windows.</summary>
    public int Stride { get; }

    /// <summary>Elements added at both ends.</summary>
    public Padding Padding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public int Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>What the padding is; <see cref="PadMode.Constant"/> stands for zeros.</summary>
    public PadMode PaddingMode { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Conv1d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Convolutions.Batched(this, x, 2, InChannels, Convolve);

    Tensor Convolve(Tensor x)
    {
        (int left, int right) = Padding.Columns(x.Shape[2], KernelSize, Stride, Dilation);
        if (PaddingMode != PadMode.Constant)
            return x.Pad([(left, right)], PaddingMode).Conv1d(Weight, Bias?.Value, Stride, 0, 0, Dilation, Groups);
        return x.Conv1d(Weight, Bias?.Value, Stride, left, right, Dilation, Groups);
    }
}
