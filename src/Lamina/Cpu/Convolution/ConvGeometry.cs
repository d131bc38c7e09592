namespace Lamina.Cpu.Convolution;

/// <summary>
/// Sizes of a two-dimensional convolution (cross-correlation). Images are contiguous [batch, channels, height, width];
/// weights are contiguous [out channels, in channels / groups, kernel height, kernel width].
/// </summary>
internal struct ConvGeometry
{
    public ConvGeometry()
    {
    }

    public long Batch { get; set; } = 1;

    public long InChannels { get; set; } = 1;

    public long OutChannels { get; set; } = 1;

    public long Groups { get; set; } = 1;

    public long InHeight { get; set; }

    public long InWidth { get; set; }

    public long KernelHeight { get; set; } = 1;

    public long KernelWidth { get; set; } = 1;

    public long StrideHeight { get; set; } = 1;

    public long StrideWidth { get; set; } = 1;

    public long PadTop { get; set; }

    public long PadLeft { get; set; }

    public long PadBottom { get; set; }

    public long PadRight { get; set; }

    public long DilationHeight { get; set; } = 1;

    public long DilationWidth { get; set; } = 1;

    /// <summary>Lines of output; zero if the dilated kernel is taller than the padded image.</summary>
    public readonly long OutHeight
        => Outputs(InHeight + PadTop + PadBottom, KernelHeight, DilationHeight, StrideHeight);

    /// <summary>Columns of output; zero if the dilated kernel is wider than the padded image.</summary>
    public readonly long OutWidth
        => Outputs(InWidth + PadLeft + PadRight, KernelWidth, DilationWidth, StrideWidth);

    public readonly long InChannelsOfGroup => InChannels / Groups;

    public readonly long OutChannelsOfGroup => OutChannels / Groups;

    public readonly long Taps => KernelHeight * KernelWidth;

    static long Outputs(long padded, long kernel, long dilation, long stride)
        => padded < dilation * (kernel - 1) + 1 ? 0 : (padded - dilation * (kernel - 1) - 1) / stride + 1;
}
