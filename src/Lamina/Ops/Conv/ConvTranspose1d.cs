namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>Transposed one-dimensional convolution of [N, C, L] with a weight of [C, outChannels / groups, kernel]; see <see cref="ConvTranspose2d"/>.</summary>
    /// <param name="weight">[inChannels, outChannels / groups, kernel].</param>
    /// <param name="bias">[outChannels], or null.</param>
    /// <param name="stride">How far apart the windows lie in the output.</param>
    /// <param name="padLeft">Elements cut off at the start.</param>
    /// <param name="padRight">Elements cut off at the end.</param>
    /// <param name="outputPadding">Elements added at the end; below stride or dilation.</param>
    /// <param name="dilation">Step between the taps of a window.</param>
    /// <param name="groups">Parts into which channels are divided, each computed alone.</param>
    /// <returns>[N, outChannels, (L − 1)·stride − pads + dilation·(kernel − 1) + outputPadding + 1].</returns>
    /// <exception cref="ShapeException">Ranks, channels, groups or output padding do not fit, or nothing would be left of the output.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    public Tensor ConvTranspose1d(Tensor weight, Tensor? bias = null, int stride = 1, int padLeft = 0, int padRight = 0, int outputPadding = 0, int dilation = 1, int groups = 1)
    {
        if (Rank != 3 || weight.Rank != 3)
            throw new ShapeException($"conv_transpose1d takes an input [N, C, L] and a weight [C, outChannels / groups, kernel]; got {Shape} and {weight.Shape}. Use `Unsqueeze` for a single sequence or channel.");
        ConvSettings settings = new(StrideWidth: stride, DilationWidth: dilation, PadLeft: padLeft, PadRight: padRight, Groups: groups);
        return Unsqueeze(2).ConvTranspose2d(weight.Unsqueeze(2), bias, settings, 0, outputPadding).Squeeze(2);
    }
}
