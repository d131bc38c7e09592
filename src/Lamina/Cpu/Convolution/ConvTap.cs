namespace Lamina.Cpu.Convolution;

/// <summary>
/// One position of the kernel, seen from the output: the term of output (i, j) lies in plane <c>Phase</c> of the source
/// at line i + <c>Line</c>, column j + <c>Column</c>; its weight is the <c>Index</c>-th of the kernel.
/// </summary>
internal readonly struct ConvTap(long index, int phase, long line, long column)
{
    public readonly long Index = index;
    public readonly int Phase = phase;
    public readonly long Line = line;
    public readonly long Column = column;
}

/// <summary>Every <c>Stride</c>-th line and column of an image, beginning at these: with a stride, taps read different phases.</summary>
internal readonly struct ConvPhase(long line, long column)
{
    public readonly long Line = line;
    public readonly long Column = column;
}
