using Lamina.Ops;

namespace Lamina;

/// <summary>How a two-dimensional convolution moves over its input.</summary>
/// <param name="StrideHeight">Step between windows, down.</param>
/// <param name="StrideWidth">Step between windows, across.</param>
/// <param name="DilationHeight">Step between the taps of a window, down.</param>
/// <param name="DilationWidth">Step between the taps of a window, across.</param>
/// <param name="PadTop">Rows of zeros above.</param>
/// <param name="PadLeft">Columns of zeros to the left.</param>
/// <param name="PadBottom">Rows of zeros below.</param>
/// <param name="PadRight">Columns of zeros to the right.</param>
/// <param name="Groups">Parts into which channels are divided, each convolved alone.</param>
public readonly record struct ConvSettings(
    int StrideHeight = 1,
    int StrideWidth = 1,
    int DilationHeight = 1,
    int DilationWidth = 1,
    int PadTop = 0,
    int PadLeft = 0,
    int PadBottom = 0,
    int PadRight = 0,
    int Groups = 1)
{
    /// <summary>Stride and dilation 1, no padding, one group.</summary>
    public ConvSettings()
        : this(StrideHeight: 1)
    {
    }

    /// <summary>The same stride, zero padding and dilation in both directions.</summary>
    public static ConvSettings Square(int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        new(stride, stride, dilation, dilation, padding, padding, padding, padding, groups);

    /// <summary>False for strides, dilations or groups below 1, or negative padding.</summary>
    internal bool IsValid => Groups >= 1 && StrideHeight >= 1 && StrideWidth >= 1 && DilationHeight >= 1 && DilationWidth >= 1
        && PadTop >= 0 && PadLeft >= 0 && PadBottom >= 0 && PadRight >= 0;

    /// <summary>The settings by name, as an op that has them lists its attributes.</summary>
    internal IReadOnlyList<OpAttribute> Attributes =>
    [
        new(nameof(StrideHeight), StrideHeight), new(nameof(StrideWidth), StrideWidth),
        new(nameof(DilationHeight), DilationHeight), new(nameof(DilationWidth), DilationWidth),
        new(nameof(PadTop), PadTop), new(nameof(PadLeft), PadLeft), new(nameof(PadBottom), PadBottom), new(nameof(PadRight), PadRight),
        new(nameof(Groups), Groups),
    ];

    /// <summary>The output size along one axis, 0 if the window is larger than the padded input.</summary>
    internal static long OutputSize(long input, long padding, long kernel, long dilation, long stride)
    {
        long window = (dilation * (kernel - 1)) + 1;
        return input + padding < window ? 0 : ((input + padding - window) / stride) + 1;
    }
}
