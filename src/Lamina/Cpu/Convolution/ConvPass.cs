using System.Numerics;

namespace Lamina.Cpu.Convolution;

/// <summary>
/// A pass that sums taps over channels: target[row, i, j] = bias[row] + Σ over taps t and channels c (in this order) of
/// weight[row, t, c] · source[c, i + line of t, j + column of t]. Both the forward convolution and the gradient of its
/// input (for each phase of the stride) are such passes.
/// </summary>
/// <remarks>
/// The source lines that a grain needs are read in place if no padding or stride stands in the way; else they are
/// copied into planes with the padding written out and the phases of the stride pulled apart. In either form, the terms
/// of consecutive outputs are consecutive in memory, line ends included, so the micro-kernel reads vectors straight from
/// there, at an offset for each (tap, channel). The few sums that straddle a line end are computed and not stored.
/// </remarks>
internal unsafe struct ConvPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public long Batch, Groups;

    /// <summary>Target channels and source channels of a group.</summary>
    public long Rows, Channels;

    public int Taps;
    public ConvTap* Tap;

    /// <summary>[groups, rows, taps, channels], rows <see cref="WeightPitch"/> apart.</summary>
    public T* Weights;

    public long WeightPitch;

    /// <summary>[batch, groups, channels, height, width].</summary>
    public T* Source;

    public ConvPlanes<T> Planes;

    public T* Target;

    /// <summary>Lines and columns to compute; steps in the target from one line, column and channel to the next; elements of an image.</summary>
    public long Lines, Columns, LineStep, ColumnStep, ChannelStep, ImageStep;

    /// <summary>[groups, rows] or null.</summary>
    public T* Bias;

    // What follows is derived from the above when the pass runs.
    public bool Direct;
    public Split ImageBlocks, LineBlocks, RowTiles, RowBlocks, Depths;
    public long* Offsets;

    public readonly long Depth => Taps * Channels;
}
