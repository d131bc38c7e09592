namespace Lamina.NN;

/// <summary>
/// Three-dimensional convolution: y[n, o, t, i, j] = b[o] + Σ x[n, c, t·stride + r·dilation − padding, …]·W[o, c, r, u, v].
/// Shape: [N, in, D, H, W] → [N, out, ⌊(D + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, …]; also without N.
/// Keys: <c>weight</c> [out, in / groups, kernel depth, height, width], <c>bias</c> [out].
/// </summary>
/// <remarks>
/// As <c>torch.nn.Conv3d</c>, its start included: weight and bias uniform in ±1/√(in / groups · kernel volume).
/// DType: floating point.
/// </remarks>
public sealed class Conv3d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Planes, rows and columns of the window.</param>
    /// <param name="stride">Step between windows; 1 if null.</param>
    /// <param name="padding">Elements added around the input; none by default.</param>
    /// <param name="dilation">Step between the taps of a window; 1 if null.</param>
    /// <param name="groups">Parts into which the channels are divided, each convolved alone.</param>
    /// <param name="bias">False to leave b out.</param>
    /// <param name="paddingMode">What the padding is: zeros, or the input mirrored, its edge repeated, or its other end.</param>
    /// <exception cref="ShapeException">A size is below 1, padding is negative, or the groups do not divide the channels.</exception>
    public Conv3d(
        int inChannels, int outChannels, Size3 kernelSize, Size3? stride = null, Padding3 padding = default, Size3? dilation = null, int groups = 1, bool bias = true,
        PadMode paddingMode = PadMode.Constant)
    {
        (KernelSize, Stride, Padding, Dilation, Groups, PaddingMode) = (kernelSize, stride ?? 1, padding, dilation ?? 1, groups, paddingMode);
        Convolutions.CheckVolumes($"Conv3d({inChannels}→{outChannels}, {kernelSize})", inChannels, outChannels, kernelSize, Stride, padding, Dilation, groups);
        double bound = 1 / Math.Sqrt((double)inChannels / groups * kernelSize.Depth * kernelSize.Height * kernelSize.Width);
        Weight = new Parameter(Tensor.Uniform([outChannels, inChannels / groups, kernelSize.Depth, kernelSize.Height, kernelSize.Width], -bound, bound));
        if (bias)
            Bias = new Parameter(Tensor.Uniform([outChannels], -bound, bound));
    }

    /// <summary>W, [out, in / groups, kernel depth, height, width].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [out]; null without.</summary>
    public Parameter? Bias { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => (int)Weight.Shape[1] * Groups;

    /// <summary>Channels of the output.</summary>
    public int OutChannels => (int)Weight.Shape[0];

    /// <summary>Planes, rows and columns of the window.</summary>
    public Size3 KernelSize { get; }

    /// <summary>Step between windows.</summary>
    public Size3 Stride { get; }

    /// <summary>Elements added around the input.</summary>
    public Padding3 Padding { get; }

    /// <summary>Step between the taps of a window.</summary>
    public Size3 Dilation { get; }

    /// <summary>Parts into which the channels are divided.</summary>
    public int Groups { get; }

    /// <summary>What the padding is; <see cref="PadMode.Constant"/> stands for zeros.</summary>
    public PadMode PaddingMode { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Conv3d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Convolutions.Batched(this, x, 4, InChannels, Convolve);

    Tensor Convolve(Tensor x)
    {
        (int front, int back) = Padding.Planes(x.Shape[2], KernelSize.Depth, Stride.Depth, Dilation.Depth);
        (int top, int bottom) = Padding.Plane.Rows(x.Shape[3], KernelSize.Height, Stride.Height, Dilation.Height);
        (int left, int right) = Padding.Plane.Columns(x.Shape[4], KernelSize.Width, Stride.Width, Dilation.Width);
        if (PaddingMode != PadMode.Constant)
        {
            x = x.Pad([(front, back), (top, bottom), (left, right)], PaddingMode);
            (front, back, top, bottom, left, right) = (0, 0, 0, 0, 0, 0);
        }

        ConvSettings settings = new(Stride.Height, Stride.Width, Dilation.Height, Dilation.Width, top, left, bottom, right, Groups);
        return x.Conv3d(Weight, Bias?.Value, settings, new DepthSettings(Stride.Depth, Dilation.Depth, front, back));
    }
}
