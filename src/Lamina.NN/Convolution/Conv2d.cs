namespace Lamina.NN;

/// <summary>
/// Two-dimensional convolution: y[n, o, i, j] = b[o] + Σ x[n, c, i·stride + u·dilation − padding, …]·W[o, c, u, v].
/// Shape: [N, in, H, W] → [N, out, ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, …]; also without N.
/// Keys: <c>weight</c> [out, in / groups, kernel height, kernel width], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.Conv2d</c>, its start included: weight and bias uniform in ±1/√(in / groups · kernel area).
/// DType: floating point.
/// </remarks>
public sealed class Conv2d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Rows and columns of the window.</param>
    /// <param name="stride">Step between windows; 1 if null.</param>
    /// <param name="padding">Elements added around the input; none by default.</param>
    /// <param name="dilation">Step between the taps of a window; 1 if null.</param>
    /// <param name="groups">Parts into which the channels are divided, each convolved alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <param name="paddingMode">What the padding is: zeros, or the input mirrored, its edge repeated, or its other end.</param>
    /// <exception cref="ShapeException">A size is below 1, padding is negative, or the groups do not divide the channels.</exception>
    public Conv2d(
        int inChannels, int outChannels, Size2 kernelSize, Size2? stride = null, Padding padding = default, Size2? dilation = null, int groups = 1, bool bias = true,
        PadMode paddingMode = PadMode.Constant)
    {
        (KernelSize, Stride, Padding, Dilation, Groups, PaddingMode) = (kernelSize, stride ?? 1, padding, dilation ?? 1, groups, paddingMode);
        Convolutions.Check($"Conv2d({inChannels}→{outChannels}, {kernelSize})", inChannels, outChannels, kernelSize, Stride, padding, Dilation, groups);
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

    /// <summary>Elements added around the input.</summary>
    public Padding Padding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public Size2 Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>What the padding is; <see cref="PadMode.Constant"/> stands for zeros.</summary>
    public PadMode PaddingMode { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Conv2d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Convolutions.Batched(this, x, 3, InChannels, Convolve);

    Tensor Convolve(Tensor x)
    {
        (int top, int bottom) = Padding.Rows(x.Shape[2], KernelSize.Height, Stride.Height, Dilation.Height);
        (int left, int right) = Padding.Columns(x.Shape[3], KernelSize.Width, Stride.Width, Dilation.Width);
        ConvSettings settings = new(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, top, left, bottom, right, Groups);
        if (PaddingMode != PadMode.Constant)
            return x.Pad([(top, bottom), (left, right)], PaddingMode).Conv2d(Weight, Bias?.Value, settings with { PadTop = 0, PadLeft = 0, PadBottom = 0, PadRight = 0 });
        return x.Conv2d(Weight, Bias?.Value, settings);
    }
}
