namespace Lamina.Models.Faces;

/// <summary>
/// Which way light changes in the cells of a picture, and how much: of each cell the mean strength of the edges in 16 directions, or in 8 if light and dark may change places. Nothing in it is trained.
/// </summary>
/// <remarks>
/// Of the square root of the greys, differences of neighbours give the gradient g; direction d counts with |g| · cos⁸ of the angle between them. A cell's histogram is divided by its length and a part
/// of the mean length, and its root is taken. <b>Source:</b> Dalal and Triggs, Histograms of oriented gradients for human detection (2005).
/// </remarks>
public sealed class OrientationHistograms : FaceFeatures
{
    const int HalfTurn = 8;

    readonly int _rows, _columns;

    /// <summary>Histograms of square cells, from the middle of the picture; what is left at its borders belongs to none.</summary>
    /// <param name="height">Rows of a picture; at least 8.</param>
    /// <param name="width">Columns of a picture; at least 8.</param>
    /// <param name="cell">Rows and columns of a cell.</param>
    /// <param name="signed">True to tell an edge from light to dark from one from dark to light.</param>
    /// <exception cref="ShapeException">A picture is too small, or has no such cell.</exception>
    public OrientationHistograms(int height = 56, int width = 46, int cell = 7, bool signed = true)
        : base(height, width)
    {
        if (cell < 1 || cell > Math.Min(height, width))
            throw new ShapeException($"OrientationHistograms({height}×{width}): cells of {cell}×{cell} pixels do not fit. Give from 1 to {Math.Min(height, width)}.");
        (Cell, Signed, _rows, _columns) = (cell, signed, height / cell, width / cell);
    }

    /// <summary>Rows and columns of a cell.</summary>
    public int Cell { get; }

    /// <summary>True if an edge from light to dark is another than one from dark to light.</summary>
    public bool Signed { get; }

    /// <inheritdoc/>
    public override int Count => Directions * _rows * _columns;

    int Directions => Signed ? 2 * HalfTurn : HalfTurn;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        Check(x);
        Tensor root = x.Relu().Sqrt().Pad([(0, 0), (0, 0), (1, 1), (1, 1)], PadMode.Replicate);
        Tensor across = (root.Slice(2, 1, Height + 1).Slice(3, 2, Width + 2) - root.Slice(2, 1, Height + 1).Slice(3, 0, Width)) / 2;
        Tensor down = (root.Slice(2, 2, Height + 2).Slice(3, 1, Width + 1) - root.Slice(2, 0, Height).Slice(3, 1, Width + 1)) / 2;
        Tensor strength = (across.Square() + down.Square() + 1e-12).Sqrt();
        (across, down) = (across / strength, down / strength);
        Tensor cosines = Tensor.Concatenate([.. Enumerable.Range(0, Directions).Select(i => (across * Math.Cos(Math.PI * i / HalfTurn)) + (down * Math.Sin(Math.PI * i / HalfTurn)))], 1);
        Tensor eighth = (Signed ? cosines.Relu() : cosines).Square().Square().Square();
        int top = (Height - (_rows * Cell)) / 2, left = (Width - (_columns * Cell)) / 2;
        Tensor histograms = (strength * eighth).Slice(2, top, top + (_rows * Cell)).Slice(3, left, left + (_columns * Cell)).AvgPool2d(Cell);
        Tensor lengths = (histograms.Square().Sum([1], keepDims: true) + 1e-12).Sqrt();
        return (histograms / (lengths + (0.3 * lengths.Mean([2, 3], keepDims: true)))).Sqrt().Flatten(1);
    }

    /// <inheritdoc/>
    public override string ToString() => $"OrientationHistograms({Height}×{Width}, cells of {Cell}×{Cell}{(Signed ? ", signed" : "")} → {Count})";
}
