namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>Which positions of the kernel reach the input's lines (or columns) of one phase of the stride, and where in the output from.</summary>
internal readonly struct LastReach
{
    /// <summary>Pixels of the phase.</summary>
    public readonly long Pixels;

    /// <summary>Positions of the kernel that reach them, one stride apart, and the final one.</summary>
    public readonly long Taps, FinalTap;

    /// <summary>What the last position brings to the phase's first pixel comes from here; the others follow.</summary>
    public readonly long First;

    public LastReach(long phase, long kernel, long stride, long padding, long length)
    {
        Pixels = (length - phase + stride - 1) / stride;
        for (long k = 0; k < kernel; k++)
            if ((phase + padding - k) % stride == 0)
            {
                Taps++;
                FinalTap = k;
                First = (phase + padding - k) / stride;
            }
    }
}
