using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>
/// A small network that gives a face a place on a sphere, near other pictures of the same person: [N, 1, height, width] → [N, features], each of length 1. Every picture, or the
/// rows of it that are looked at, is first brought to mean 0 and deviation 1, so that light and contrast of the whole do not count.
/// </summary>
/// <remarks>
/// Four convolutions of 3×3 with batch normalization, the first three followed by pooling of 2×2; a linear layer over all places. Train it with <see cref="CosineLinear"/> behind it and
/// <see cref="Loss.ArcFace(double, double, Reduction)"/>. DType: floating point. <b>Source:</b> Deng et al., ArcFace: Additive Angular Margin Loss for Deep Face Recognition (2019), whose network is far larger.
/// </remarks>
public sealed class FaceEmbedding : Module<Tensor, Tensor>
{
    readonly Conv2d _conv1, _conv2, _conv3, _conv4;
    readonly BatchNorm2d _norm1, _norm2, _norm3, _norm4;
    readonly Dropout _dropout;
    readonly Linear _linear;
    readonly BatchNorm1d _norm5;

    /// <summary>Makes a network with random weights.</summary>
    /// <param name="height">Rows of a picture; at least 8.</param>
    /// <param name="width">Columns of a picture; at least 8.</param>
    /// <param name="features">Size of the embedding.</param>
    /// <param name="channels">Channels of the first convolution; the second has twice as many, the others four times.</param>
    /// <param name="dropout">In training, probability of 0 for what the linear layer reads.</param>
    /// <param name="firstRow">The first row that it looks at.</param>
    /// <param name="rows">How many rows it looks at; at least 8. All from the first if null.</param>
    /// <exception cref="ShapeException">A size is too small, or there are no such rows.</exception>
    /// <exception cref="NumericException">Dropout is no probability.</exception>
    public FaceEmbedding(int height = 56, int width = 46, int features = 128, int channels = 32, double dropout = 0.4, int firstRow = 0, int? rows = null)
    {
        if (height < 8 || width < 8)
            throw new ShapeException($"FaceEmbedding({height}×{width}): pictures of at least 8×8 pixels, since they are halved three times.");
        (Height, Width, Features, Channels, FirstRow, Rows) = (height, width, features, channels, firstRow, rows ?? (height - firstRow));
        if (FirstRow < 0 || Rows < 8 || Rows > height - FirstRow)
            throw new ShapeException($"FaceEmbedding({height}×{width}): it cannot look at {Rows} rows from row {FirstRow}. Give at least 8 that a picture has.");
        (_conv1, _norm1) = (new Conv2d(1, channels, 3, padding: 1, bias: false), new BatchNorm2d(channels));
        (_conv2, _norm2) = (new Conv2d(channels, 2 * channels, 3, padding: 1, bias: false), new BatchNorm2d(2 * channels));
        (_conv3, _norm3) = (new Conv2d(2 * channels, 4 * channels, 3, padding: 1, bias: false), new BatchNorm2d(4 * channels));
        (_conv4, _norm4) = (new Conv2d(4 * channels, 4 * channels, 3, padding: 1, bias: false), new BatchNorm2d(4 * channels));
        _dropout = new Dropout(dropout);
        _linear = new Linear(4 * channels * (Rows / 8) * (width / 8), features, bias: false);
        _norm5 = new BatchNorm1d(features);
    }

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Columns of a picture.</summary>
    public int Width { get; }

    /// <summary>Size of the embedding.</summary>
    public int Features { get; }

    /// <summary>Channels of the first convolution.</summary>
    public int Channels { get; }

    /// <summary>The first row that it looks at.</summary>
    public int FirstRow { get; }

    /// <summary>How many rows it looks at.</summary>
    public int Rows { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 4 || x.Shape[1] != 1 || x.Shape[2] != Height || x.Shape[3] != Width)
            throw new ShapeException($"{this} takes grey pictures [N, 1, {Height}, {Width}]; got {x.Shape}. Bring them to that size.");
        if (Rows < Height)
            x = x.Slice(2, FirstRow, FirstRow + Rows);
        Tensor centred = x - x.Mean([1, 2, 3], keepDims: true);
        x = centred / (centred.Square().Mean([1, 2, 3], keepDims: true) + 1e-6).Sqrt();
        x = _norm1.Forward(_conv1.Forward(x)).Relu().MaxPool2d(2);
        x = _norm2.Forward(_conv2.Forward(x)).Relu().MaxPool2d(2);
        x = _norm3.Forward(_conv3.Forward(x)).Relu().MaxPool2d(2);
        x = _norm4.Forward(_conv4.Forward(x)).Relu();
        return _norm5.Forward(_linear.Forward(_dropout.Forward(x.Flatten(1)))).Normalize(axis: -1);
    }

    /// <summary>The places of faces from both sides: of each picture and of its mirror image together. [N, 1, height, width] → [N, features], each of length 1.</summary>
    /// <param name="x">The pictures.</param>
    /// <exception cref="ShapeException">They are not of the network's size.</exception>
    public Tensor Embed(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return (Forward(x) + Forward(x.Flip(3))).Normalize(axis: -1);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"FaceEmbedding({Height}×{Width}{(Rows < Height ? $", rows {FirstRow} to {FirstRow + Rows - 1}" : "")} → {Features})";
}
