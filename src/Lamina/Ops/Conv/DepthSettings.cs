namespace Lamina;

/// <summary>How a three-dimensional convolution moves along the depth; rows and columns are a matter of <see cref="ConvSettings"/>.</summary>
/// <param name="Stride">Step between windows.</param>
/// <param name="Dilation">Step between the taps of a window.</param>
/// <param name="PadFront">Planes of zeros before the first.</param>
/// <param name="PadBack">Planes of zeros behind the last.</param>
public readonly record struct DepthSettings(int Stride = 1, int Dilation = 1, int PadFront = 0, int PadBack = 0)
{
    /// <summary>Stride and dilation 1, no padding.</summary>
    public DepthSettings()
        : this(Stride: 1)
    {
    }

    internal bool IsValid => Stride >= 1 && Dilation >= 1 && PadFront >= 0 && PadBack >= 0;
}
