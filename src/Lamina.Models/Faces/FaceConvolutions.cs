using Lamina.NN;

namespace Lamina.Models.Faces;

/// <summary>
/// Four convolutions of 3×3 over a face, or over the rows of it that are looked at; the first three are followed by pooling of 2×2. Every picture is first brought to mean 0 and deviation 1, so that
/// light and contrast of the whole do not count. The features are means over windows of 3×3 places, which overlap by one: who stands a little aside, or looks there, keeps them.
/// </summary>
/// <remarks>Trained under a <see cref="FaceEmbedding"/>, which has the layers that learning needs and use does not.</remarks>
public sealed class FaceConvolutions : FaceFeatures
{
    const int Window = 3, Step = 2;

    readonly Conv2d _conv1, _conv2, _conv3, _conv4;
    readonly BatchNorm2d _norm1, _norm2, _norm3, _norm4;
    readonly PoolSettings _windows;

    /// <summary>Makes convolutions with random weights.</summary>
    /// <param name="height">Rows of a picture; at least 8.</param>
    /// <param name="width">Columns of a picture; at least 8.</param>
    /// <param name="channels">Channels of the first convolution; the second has twice as many, the others four times.</param>
    /// <param name="firstRow">The first row that is looked at.</param>
    /// <param name="rows">How many rows are looked at; at least 8. All from the first if null.</param>
    /// <exception cref="ShapeException">A size is too small, or there are no such rows.</exception>
    public FaceConvolutions(int height = 56, int width = 46, int channels = 32, int firstRow = 0, int? rows = null)
        : base(height, width)
    {
        (Channels, FirstRow, Rows) = (channels, firstRow, rows ?? (height - firstRow));
        if (FirstRow < 0 || Rows < Least || Rows > height - FirstRow)
            throw new ShapeException($"FaceConvolutions({height}×{width}): they cannot look at {Rows} rows from row {FirstRow}. Give at least {Least} that a picture has.");
        (_conv1, _norm1) = (new Conv2d(1, channels, 3, padding: 1, bias: false), new BatchNorm2d(channels));
        (_conv2, _norm2) = (new Conv2d(channels, 2 * channels, 3, padding: 1, bias: false), new BatchNorm2d(2 * channels));
        (_conv3, _norm3) = (new Conv2d(2 * channels, 4 * channels, 3, padding: 1, bias: false), new BatchNorm2d(4 * channels));
        (_conv4, _norm4) = (new Conv2d(4 * channels, 4 * channels, 3, padding: 1, bias: false), new BatchNorm2d(4 * channels));
        _windows = new PoolSettings(Math.Min(Window, MapRows), Math.Min(Window, MapColumns), Step, Step);
    }

    /// <summary>Channels of the first convolution.</summary>
    public int Channels { get; }

    /// <summary>The first row that is looked at.</summary>
    public int FirstRow { get; }

    /// <summary>How many rows are looked at.</summary>
    public int Rows { get; }

    /// <inheritdoc/>
    public override int Count => 4 * Channels * Windows(MapRows) * Windows(MapColumns);

    /// <summary>Values in the last maps.</summary>
    internal int MapSize => 4 * Channels * MapRows * MapColumns;

    int MapRows => Rows / 8;

    int MapColumns => Width / 8;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x) => Maps(x).AvgPool2d(_windows).Flatten(1);

    /// <summary>The last maps: [N, 1, height, width] → [N, 4 · channels, rows / 8, width / 8].</summary>
    internal Tensor Maps(Tensor x)
    {
        Check(x);
        if (Rows < Height)
            x = x.Slice(2, FirstRow, FirstRow + Rows);
        Tensor centred = x - x.Mean([1, 2, 3], keepDims: true);
        x = centred / (centred.Square().Mean([1, 2, 3], keepDims: true) + 1e-6).Sqrt();
        x = _norm1.Forward(_conv1.Forward(x)).Relu().MaxPool2d(2);
        x = _norm2.Forward(_conv2.Forward(x)).Relu().MaxPool2d(2);
        x = _norm3.Forward(_conv3.Forward(x)).Relu().MaxPool2d(2);
        return _norm4.Forward(_conv4.Forward(x)).Relu();
    }

    /// <inheritdoc/>
    public override string ToString() => $"FaceConvolutions({Height}×{Width}{(Rows < Height ? $", rows {FirstRow} to {FirstRow + Rows - 1}" : "")} → {Count})";

    static int Windows(int places) => places < Window ? 1 : ((places - Window) / Step) + 1;
}
