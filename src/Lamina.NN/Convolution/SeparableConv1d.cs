namespace Lamina.NN;

/// <summary>
/// Depthwise separable convolution: each channel is convolved with kernels of its own, then a convolution of length 1 mixes the channels. It has
/// in·multiplier·(kernel + out) weights where <see cref="Conv1d"/> has in·out·kernel.
/// Shape: [N, in, L] → [N, out, ⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1]; also without N.
/// Keys: <c>depthwise.weight</c> [in·multiplier, 1, kernel], <c>pointwise.weight</c> [out, in·multiplier, 1], <c>pointwise.bias</c> [out].
/// </summary>
/// <remarks>
/// As Keras' <c>SeparableConv1D</c>, with the start of <see cref="Conv1d"/>; PyTorch has no such layer. DType: floating point.
/// <b>Source:</b> Chollet, Xception: Deep Learning with Depthwise Separable Convolutions (2017).
/// </remarks>
public sealed class SeparableConv1d : Layer<Tensor, Tensor>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="kernelSize">Length of the window.</param>
    /// <param name="stride">Step between windows.</param>
    /// <param name="padding">Zeros at both ends; none by default.</param>
    /// <param name="dilation">Step between the taps of a window.</param>
    /// <param name="depthMultiplier">Kernels for each channel of the input.</param>
    /// <param name="bias">False to leave the bias, which comes last, out.</param>
    /// <exception cref="ShapeException">A size is below 1, or padding is negative.</exception>
    public SeparableConv1d(
        int inChannels, int outChannels, int kernelSize, int stride = 1, Padding padding = default, int dilation = 1, int depthMultiplier = 1, bool bias = true)
    {
        Depthwise = new Conv1d(inChannels, checked(inChannels * depthMultiplier), kernelSize, stride, padding, dilation, inChannels, bias: false);
        Pointwise = new Conv1d(inChannels * depthMultiplier, outChannels, 1, bias: bias);
    }

    /// <summary>The convolution of each channel alone.</summary>
    public Conv1d Depthwise { get; }

    /// <summary>The convolution of length 1 that mixes the channels.</summary>
    public Conv1d Pointwise { get; }

    /// <summary>Channels of the input.</summary>
    public int InChannels => Depthwise.InChannels;

    /// <summary>Channels of the output.</summary>
    public int OutChannels => Pointwise.OutChannels;

    /// <summary>Length of the window.</summary>
    public int KernelSize => Depthwise.KernelSize;

    /// <summary>Step between windows.</summary>
    public int Stride => Depthwise.Stride;

    /// <summary>Zeros at both ends.</summary>
    public Padding Padding => Depthwise.Padding;

    /// <summary>Step between the taps of a window.</summary>
    public int Dilation => Depthwise.Dilation;

    /// <summary>Kernels for each channel of the input.</summary>
    public int DepthMultiplier => Depthwise.OutChannels / Depthwise.InChannels;

    /// <summary>The bias of <see cref="Pointwise"/>, [out]; null without.</summary>
    public Parameter? Bias => Pointwise.Bias;

    /// <inheritdoc/>
    public override string ToString() => $"SeparableConv1d({InChannels}→{OutChannels}, {KernelSize})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Pointwise.Forward(Depthwise.Forward(x));
}
