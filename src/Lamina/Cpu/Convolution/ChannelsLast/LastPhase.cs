namespace Lamina.Cpu.Convolution.ChannelsLast;

/// <summary>
/// The pixels of the target that the same taps reach: all of them in the forward pass; in the gradient of the input, those at one phase of the stride.
/// </summary>
internal struct LastPhase
{
    /// <summary>The phase's first pixel in the target, and how many it has.</summary>
    public long FirstLine, FirstColumn, Lines, Columns;

    /// <summary>Line and column of the source that its first pixel begins to read.</summary>
    public long SourceLine, SourceColumn;

    /// <summary>Lines and columns of the source that each pixel reads.</summary>
    public long KernelLines, KernelColumns;

    /// <summary>Where its packed weights begin.</summary>
    public long Weights;
}
