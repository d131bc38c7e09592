namespace Lamina.NN;

/// <summary>
/// Depthwise separable convolution: each channel is convolved with kernels of its own, then a 1×1 convolution mixes the channels. It has
/// in·multiplier·(kernel area + out) weights where <see cref="Conv2d"/> has in·out·(kernel area).
/// Shape: [N, in, H, W] → [N, out, ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, …]; also without N.
/// Keys: <c>depthwise.weight</c> [in·multiplier, 1, kernel height, kernel width], <c>pointwise.weight</c> [out, in·multiplier, 1, 1], <c>pointwise.bias</c> [out].
/// </summary>
/// <remarks>
/// As Keras' <c>SeparableConv2D</c>, with the start of <see cref="Conv2d"/>; PyTorch has no such layer. DType: floating point.
/// <b>Source:</b> Chollet, Xception: Deep Learning with Depthwise Separable Convolutions (2017).
/// </remarks>
public sealed class SeparableConv2d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Rows and columns of the window.</param>
    /// <param name="stride">Step between windows; 1 if null.</param>
    /// <param name="padding">Zeros around the input; none by default.</param>
    /// <param name="dilation">Step between the taps of a window; 1 if null.</param>
    /// <param name="depthMultiplier">Kernels for each channel of the input.</param>
    /// <param name="bias">False to leave the bias, which comes last, out.</param>
    /// <exception cref="ShapeException">A size is below 1, or padding is negative.</exception>
    public SeparableConv2d(
        int inChannels, int outChannels, Size2 kernelSize, Size2? stride = null, Padding padding = default, Size2? dilation = null, int depthMultiplier = 1, bool bias = true)
    {
        Depthwise = new Conv2d(inChannels, checked(inChannels * depthMultiplier), kernelSize, stride, padding, dilation, inChannels, bias: false);
        Pointwise = new Conv2d(inChannels * depthMultiplier, outChannels, 1, bias: bias);
    }

    /// <summary>The convolution of each channel alone.</summary>
    public Conv2d Depthwise { get; }

    /// <summary>The 1×1 convolution that mixes the channels.</summary>
    public Conv2d Pointwise { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => Depthwise.InChannels;

    /// <summary>Channels of the output.</summary>
    public int OutChannels => Pointwise.OutChannels;

    /// <summary>Rows and columns of the window.</summary>
    public Size2 KernelSize => Depthwise.KernelSize;

    /// <summary>Step between windows.</summary>
    public Size2 Stride => Depthwise.Stride;

    /// <summary>Zeros around the input.</summary>
    public Padding Padding => Depthwise.Padding;

    /// <summary>Step between the taps of a window.</summary>
    public Size2 Dilation => Depthwise.Dilation;

    /// <summary>Kernels for each channel of the input.</summary>
    public int DepthMultiplier => Depthwise.OutChannels / Depthwise.InChannels;

    /// <summary>The bias of <see cref="Pointwise"/>, [out]; null without.</summary>
    public Parameter? Bias => Pointwise.Bias;

    /// <inheritdoc/>
    public override string ToString() => $"SeparableConv2d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pointwise.Forward(Depthwise.Forward(x));
}
