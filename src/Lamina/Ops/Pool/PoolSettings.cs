using Lamina.Ops;

namespace Lamina;

/// <summary>How a two-dimensional pooling moves over its input.</summary>
/// <param name="KernelHeight">Rows of a window.</param>
/// <param name="KernelWidth">Columns of a window.</param>
/// <param name="StrideHeight">Step between windows, down.</param>
/// <param name="StrideWidth">Step between windows, across.</param>
/// <param name="PadTop">Rows of padding above.</param>
/// <param name="PadLeft">Columns of padding to the left.</param>
/// <param name="PadBottom">Rows of padding below.</param>
/// <param name="PadRight">Columns of padding to the right.</param>
/// <param name="DilationHeight">Step between the elements of a window, down; max pooling only.</param>
/// <param name="DilationWidth">Step between the elements of a window, across; max pooling only.</param>
/// <param name="CeilMode">True to keep a last window that reaches beyond the border.</param>
/// <param name="CountIncludePad">Average pooling: true to divide by the whole window, padding included.</param>
/// <param name="DivisorOverride">Average pooling: what every sum is divided by; 0 for the window's own count.</param>
public readonly record struct PoolSettings(
    int KernelHeight,
    int KernelWidth,
    int StrideHeight,
    int StrideWidth,
    int PadTop = 0,
    int PadLeft = 0,
    int PadBottom = 0,
    int PadRight = 0,
    int DilationHeight = 1,
    int DilationWidth = 1,
    bool CeilMode = false,
    bool CountIncludePad = true,
    int DivisorOverride = 0)
{
    /// <summary>A square window; the stride is the window's size unless given.</summary>
    public static PoolSettings Square(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false, bool countIncludePad = true, int divisorOverride = 0) =>
        new(kernel, kernel, stride ?? kernel, stride ?? kernel, padding, padding, padding, padding, dilation, dilation, ceilMode, countIncludePad, divisorOverride);

    /// <summary>A window along a row alone, for pictures of one row; the stride is the window's size unless given.</summary>
    public static PoolSettings Row(int kernel, int? stride = null, int padding = 0, int dilation = 1, bool ceilMode = false, bool countIncludePad = true, int divisorOverride = 0) =>
        new(1, kernel, 1, stride ?? kernel, 0, padding, 0, padding, 1, dilation, ceilMode, countIncludePad, divisorOverride);

    /// <summary>The settings by name, as an op that has them lists its attributes.</summary>
    internal IReadOnlyList<OpAttribute> Attributes =>
    [
        new(nameof(KernelHeight), KernelHeight), new(nameof(KernelWidth), KernelWidth),
        new(nameof(StrideHeight), StrideHeight), new(nameof(StrideWidth), StrideWidth),
        new(nameof(PadTop), PadTop), new(nameof(PadLeft), PadLeft), new(nameof(PadBottom), PadBottom), new(nameof(PadRight), PadRight),
        new(nameof(DilationHeight), DilationHeight), new(nameof(DilationWidth), DilationWidth),
        new(nameof(CeilMode), CeilMode), new(nameof(CountIncludePad), CountIncludePad), new(nameof(DivisorOverride), DivisorOverride),
    ];

    /// <param name="op">Who asks.</param>
    /// <param name="input">The shape of the pictures.</param>
    /// <param name="whole">What they are a part of, for errors.</param>
    internal Shape OutputShape(string op, Shape input, Shape? whole = null)
    {
        if (input.Rank != 4)
            throw new ShapeException($"{op} takes an input [N, C, H, W]; got {input}. Use `Unsqueeze` for a single picture or channel.");
        if (KernelHeight < 1 || KernelWidth < 1 || StrideHeight < 1 || StrideWidth < 1 || DilationHeight < 1 || DilationWidth < 1)
            throw new ShapeException($"{op}: window, strides and dilations are 1 or more; got {this}.");
        if (PadTop < 0 || PadLeft < 0 || PadBottom < 0 || PadRight < 0 || 2 * Math.Max(PadTop, PadBottom) > ((KernelHeight - 1) * DilationHeight) + 1 || 2 * Math.Max(PadLeft, PadRight) > ((KernelWidth - 1) * DilationWidth) + 1)
            throw new ShapeException($"{op}: padding is at most half the window, so that no window lies in it alone; got {this}.");
        Cpu.Pooling.PoolGeometry geometry = Geometry(input);
        if (geometry.OutHeight <= 0 || geometry.OutWidth <= 0)
            throw new ShapeException($"{op}: a window of {KernelHeight}×{KernelWidth} is larger than the input {whole ?? input} with its padding. Use a smaller window, more padding, or larger pictures.");
        return [input[0], input[1], geometry.OutHeight, geometry.OutWidth];
    }

    internal Cpu.Pooling.PoolGeometry Geometry(Shape input) => new()
    {
        Planes = input[0] * input[1],
        InHeight = input[2],
        InWidth = input[3],
        KernelHeight = KernelHeight,
        KernelWidth = KernelWidth,
        StrideHeight = StrideHeight,
        StrideWidth = StrideWidth,
        PadTop = PadTop,
        PadLeft = PadLeft,
        PadBottom = PadBottom,
        PadRight = PadRight,
        DilationHeight = DilationHeight,
        DilationWidth = DilationWidth,
        CeilMode = CeilMode,
        CountIncludePad = CountIncludePad,
        DivisorOverride = DivisorOverride,
    };
}
