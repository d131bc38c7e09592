using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Pooling;

/// <summary>The windows of a pooling along one axis.</summary>
internal readonly struct PoolWindows(long size, long kernel, long stride, long before, long after, long dilation, long outputs)
{
    public readonly long Stride = stride, Before = before, Dilation = dilation;

    /// <summary>Outputs from <c>First</c> to <c>End</c> have all their taps inside the image.</summary>
    public readonly long First = Math.Min(outputs, (before + stride - 1) / stride);

    public readonly long End = Math.Max(
        Math.Min(outputs, (before + stride - 1) / stride),
        Math.Min(outputs, size + before - dilation * (kernel - 1) - 1 < 0 ? 0 : (size + before - dilation * (kernel - 1) - 1) / stride + 1));

    /// <summary>Position of tap 0 of a window; may lie before the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Start(long output) => output * Stride - Before;

    /// <summary>First tap inside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long FirstTap(long output)
    {
        long start = Start(output);
        return start >= 0 ? 0 : Math.Min(kernel, (Dilation - 1 - start) / Dilation);
    }

    /// <summary>One past the last tap inside the image; not below the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long EndTap(long output)
    {
        long room = size - Start(output);
        return Math.Max(FirstTap(output), room <= 0 ? 0 : Math.Min(kernel, (room + Dilation - 1) / Dilation));
    }

    /// <summary>Positions of the window that an average counts: with padding, those up to the padding's end; else those inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Counted(long output, bool withPadding)
        => withPadding ? Math.Min(kernel, size + after - Start(output)) : EndTap(output) - FirstTap(output);
}
