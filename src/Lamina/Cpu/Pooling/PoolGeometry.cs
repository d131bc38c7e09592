namespace Lamina.Cpu.Pooling;

/// <summary>Sizes of a two-dimensional pooling over contiguous planes [planes, height, width] (batch × channels).</summary>
internal struct PoolGeometry
{
    public PoolGeometry()
    {
    }

    public long Planes { get; set; } = 1;

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

    /// <summary>Step between the taps of a window; 1 for average pooling.</summary>
    public long DilationHeight { get; set; } = 1;

    /// <summary>Step between the taps of a window; 1 for average pooling.</summary>
    public long DilationWidth { get; set; } = 1;

    /// <summary>Count a last window that is cut off by the border, if it begins inside the image or its padding at the start.</summary>
    public bool CeilMode { get; set; }

    /// <summary>Average pooling divides by the whole window, padding included (but not by what ceil mode adds beyond it).</summary>
    public bool CountIncludePad { get; set; } = true;

    /// <summary>Average pooling divides by this, unless it is 0.</summary>
    public long DivisorOverride { get; set; }

    public readonly long OutHeight => Outputs(InHeight, PadTop, PadBottom, KernelHeight, DilationHeight, StrideHeight);

    public readonly long OutWidth => Outputs(InWidth, PadLeft, PadRight, KernelWidth, DilationWidth, StrideWidth);

    /// <summary>What the sum of a window is divided by, of which so many lines and columns count.</summary>
    public readonly long Divisor(long lines, long columns) => DivisorOverride != 0 ? DivisorOverride : lines * columns;

    readonly long Outputs(long size, long before, long after, long kernel, long dilation, long stride)
    {
        long room = size + before + after - dilation * (kernel - 1) - 1;
        if (room < 0)
            return 0;
        long outputs = (CeilMode ? (room + stride - 1) / stride : room / stride) + 1;
        return CeilMode && (outputs - 1) * stride >= size + before ? outputs - 1 : outputs;
    }
}
