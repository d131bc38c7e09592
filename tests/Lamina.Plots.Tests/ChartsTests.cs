using Lamina.Imaging;
using Xunit;

namespace Lamina.Plots.Tests;

public class ChartsTests
{
    [Fact]
    public void CurvesOfAGroupShareAColour()
    {
        Plot plot = Charts.Curves(
            [new Curve("a training", [3, 2, 1], LineStyle.Dashed, "a"), new Curve("a", [3, 2, 2], group: "a"), new Curve("b", [2, 1, 1])], smoothing: 0.5);
        string[] strokes = [.. Drawn.Of(plot, "line").Select(line => (string)line.Attribute("stroke")!)];
        Assert.Equal(6, strokes.Length); // Measured and smooth.
        Assert.Single(strokes[..4].Distinct());
        Assert.NotEqual(strokes[0], strokes[4]);
        Assert.Equal(["a training", "a", "b"], Drawn.Texts(plot, "legend"));
        Drawn.TextsAreReadable(plot);
    }

    [Fact]
    public void SmoothingIsTheCorrectedAverage()
    {
        Curve smooth = new Curve("curve", [1, double.NaN, 3, 5]).Smooth(0.5);
        Assert.Equal(1, smooth.Ys[0], 1e-12);
        Assert.True(double.IsNaN(smooth.Ys[1]));
        Assert.Equal((0.25 * 1 + 0.5 * 3) / 0.75, smooth.Ys[2], 1e-12);
        Assert.Equal((0.125 * 1 + 0.25 * 3 + 0.5 * 5) / 0.875, smooth.Ys[3], 1e-12);
        Assert.Equal([7, 8.0], new Curve("curve", [7, 8]).Smooth(0).Ys);
        Assert.Throws<ArgumentOutOfRangeException>(() => smooth.Smooth(1));
    }

    [Fact]
    public void ConfusionCountsRowsByTruth()
    {
        HeatMap matrix = Charts.ConfusionMatrix([0, 1, 1, 2, 2, 2], [0, 0, 1, 2, 2, 1], ["cat", "dog", "owl"]);
        Assert.Equal(["1", "1", "1", "1", "2"], Drawn.Texts(matrix, "number")); // Row by row, zeros empty.
        Assert.Equal(["cat", "dog", "owl", "cat", "dog", "owl"], Drawn.Texts(matrix, "tick"));
        string[] colours = [.. Drawn.Of(matrix, "cell").Select(cell => (string)cell.Attribute("fill")!)];
        Assert.Equal(9, colours.Length);
        Assert.Equal(colours[0], colours[1]); // One of two each.
        Assert.Equal(new Colour(8, 48, 107).Hex, colours[8]); // All of the owls.
        Assert.Equal("#FFFFFF", colours[2]);
        Drawn.TextsAreReadable(matrix);
        Drawn.TextsAreReadable(Charts.ConfusionMatrix(Enumerable.Range(0, 300).Select(i => i % 100).ToArray(), Enumerable.Range(0, 300).Select(i => i % 100).ToArray()));
        Assert.Throws<ArgumentException>(() => Charts.ConfusionMatrix(new long[2, 3]));
        Assert.Throws<ArgumentException>(() => Charts.ConfusionMatrix([0], [0, 1]));
    }

    [Fact]
    public void NumbersAreReadableOnAnyShade()
    {
        HeatMap map = new(new double[,] { { -2, 0, 1 }, { 2, 0.5, double.NaN } }, "signed");
        Assert.Equal(["-2", "0", "1", "2", "0.5"], Drawn.Texts(map, "number"));
        string[] colours = [.. Drawn.Of(map, "cell").Select(cell => (string)cell.Attribute("fill")!)];
        Assert.Equal([Palette.Wrong.Hex, "#FFFFFF"], colours[..2]);
        Assert.Equal(Palette.Of(0).Hex, colours[3]);
        Assert.Equal("#FFFFFF", colours[5]);
        Assert.Equal(Colour.White.Hex, (string)Drawn.Of(map, "number")[3].Attribute("fill")!);
        Assert.Equal(Colour.Ink.Hex, (string)Drawn.Of(map, "number")[1].Attribute("fill")!);
    }

    [Fact]
    public void RocAreaIsTheShareOfPairsInOrder()
    {
        Random random = new(3);
        bool[] truth = [.. Enumerable.Range(0, 200).Select(i => random.Next(3) == 0)];
        double[] scores = [.. truth.Select(isTrue => Math.Round(random.NextDouble() + (isTrue ? 0.3 : 0), 1))]; // With ties.
        double inOrder = 0, pairs = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            for (int j = 0; j < truth.Length; j++)
            {
                if (!truth[i] || truth[j])
                    continue;
                pairs++;
                inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        RankedCurve curve = RankedCurve.Roc(scores, truth);
        Assert.Equal(inOrder / pairs, curve.Area, 1e-12);
        Assert.Equal((0, 0, 1, 1), (curve.Xs[0], curve.Ys[0], curve.Xs[^1], curve.Ys[^1]));
        Drawn.TextsAreReadable(Charts.Roc(scores, truth));
        Assert.Contains(Drawn.Texts(Charts.Roc(scores, truth), "legend"), text => text.Contains($"area {curve.Area:0.000}", StringComparison.Ordinal));
    }

    [Fact]
    public void PrecisionAndRecallOfASmallTable()
    {
        RankedCurve curve = RankedCurve.PrecisionRecall([0.9, 0.8, 0.7, 0.6, 0.5], [true, false, true, true, false]);
        Assert.Equal([0, 1 / 3.0, 1 / 3.0, 2 / 3.0, 1, 1], curve.Xs);
        Assert.Equal([1, 1, 0.5, 2 / 3.0, 0.75, 0.6], curve.Ys);
        Assert.Equal((1 + (2 / 3.0) + 0.75) / 3, curve.Area, 1e-12);
        Assert.Throws<ArgumentException>(() => RankedCurve.Roc([1, 2], [true, true]));
        Assert.Throws<ArgumentException>(() => RankedCurve.Roc([1, double.NaN], [true, false]));
        Drawn.TextsAreReadable(Charts.PrecisionRecall([0.9, 0.8], [true, false]));
    }

    [Fact]
    public void CalibrationTakesBinsTogether()
    {
        Plot plot = Charts.Calibration([0.1, 0.12, 0.9, 0.94], [false, true, true, true], bins: 5);
        Assert.Equal(2, Drawn.Of(plot, "point").Count);
        double error = (0.5 * Math.Abs(0.11 - 0.5)) + (0.5 * Math.Abs(0.92 - 1));
        Assert.Contains($"model (error {error:0.000})", Drawn.Texts(plot, "legend"));
        Assert.Throws<ArgumentException>(() => Charts.Calibration([2.0], [true]));
    }

    [Fact]
    public void HistogramCountsEveryFiniteValue()
    {
        Plot plot = Charts.Histogram([0, 0.1, 0.5, 0.9, 1, double.NaN], bins: 2);
        (double X, double Y)[][] bars = [.. Drawn.Of(plot, "bar").Select(Drawn.Spots)];
        Assert.Equal(2, bars.Length);
        double Height((double X, double Y)[] bar) => bar.Max(spot => spot.Y) - bar.Min(spot => spot.Y);
        Assert.Equal(2 / 3.0, Height(bars[0]) / Height(bars[1]), 0.01);
        Assert.Single(Drawn.Of(Charts.Histogram(Tensor.Ones([5]), bins: 1), "bar"));
    }

    [Fact]
    public void EmbeddingsHaveAMarkForEachExample()
    {
        Plot plot = Charts.Embedding(Tensor.Rand([40, 2]), [.. Enumerable.Range(0, 40).Select(i => i % 10)]);
        Assert.Equal(40, Drawn.Of(plot, "point").Count);
        Assert.Equal(10, Drawn.Texts(plot, "legend").Length);
        Assert.Contains(Drawn.Of(plot, "point"), point => point.Name.LocalName == "polygon"); // The eighth class has another shape.
        Assert.Throws<ShapeException>(() => Charts.Embedding(Tensor.Rand([40, 3])));
    }

    [Fact]
    public void FiltersAndSamplesShowTheirPixels()
    {
        PictureGrid filters = Charts.Filters(Tensor.From(new float[] { 1, 0, -1, 0.5f }).Reshape(1, 1, 2, 2), title: "");
        byte[] file = Convert.FromBase64String(((string)Drawn.Of(filters, "picture")[0].Attributes().Single(attribute => attribute.Name.LocalName == "href")).Split(',')[1]);
        Picture picture = Png.Decode(file);
        Assert.Equal((Palette.Of(0).Red, 255, Palette.Wrong.Red), (picture[0, 0, 0], picture[1, 0, 0], picture[0, 1, 0]));
        Assert.Equal(6, Drawn.Of(Charts.Filters(Tensor.Rand([3, 2, 5, 5])), "picture").Count);
        Assert.Equal(3, Drawn.Of(Charts.Filters(Tensor.Rand([3, 3, 5, 5])), "picture").Count);

        PictureGrid samples = Charts.Samples(Tensor.Rand([5, 1, 8, 8]), [0, 1, 2, 1, 0], [0, 1, 1, 1, 0], ["cat", "dog", "owl"], "Samples");
        Assert.Equal(5, Drawn.Of(samples, "picture").Count);
        Assert.Equal(4, Drawn.Of(samples, "right").Count);
        Assert.Equal(2, Drawn.Of(samples, "wrong").Count); // Two strokes of one cross.
        Assert.Equal(["cat", "dog", "owl, not dog", "dog", "cat"], Drawn.Texts(samples, "caption"));
        Drawn.TextsAreReadable(samples);
        Assert.Throws<ShapeException>(() => Charts.Samples(Tensor.Rand([5, 2, 8, 8]), [0, 0, 0, 0, 0]));
        Assert.Throws<ArgumentException>(() => Charts.Samples(Tensor.Rand([5, 1, 8, 8]), [0]));
    }

    [Fact]
    public void AGridInPixelsShowsThePicture()
    {
        Picture red = new(2, 2, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9]);
        Picture drawn = new PictureGrid([new GridCell(red)]) { Width = 220, Height = 220 }.ToPicture();
        Assert.Equal((255, 0, 0), (drawn[60, 60, 0], drawn[60, 60, 1], drawn[60, 60, 2]));
        Assert.Equal((0, 255, 0), (drawn[160, 60, 0], drawn[160, 60, 1], drawn[160, 60, 2]));
        Assert.Equal((9, 9, 9), (drawn[160, 160, 0], drawn[160, 160, 1], drawn[160, 160, 2]));
    }

    [Fact]
    public void GraphsHaveTheirBoxesInOrder()
    {
        GraphDrawing graph = new([("input", "[1, 8]"), ("a", ""), ("b", ""), ("add", "[1, 8]")], [(0, 1), (1, 2), (2, 3), (0, 3)], "Graph");
        Assert.Equal(["input", "a", "b", "add"], Drawn.Texts(graph, "name"));
        double[] tops = [.. Drawn.Of(graph, "node").Select(node => Drawn.Spots(node).Min(spot => spot.Y))];
        Assert.Equal(tops.Order(), tops);
        Assert.Equal(4, tops.Distinct().Count());
        Assert.Equal(4, Drawn.Of(graph, "edge").Count);
        Assert.All(Drawn.Of(graph, "edge").SelectMany(Drawn.Spots), spot => Assert.InRange(spot.X, 0, graph.Width));
        Drawn.TextsAreReadable(graph);
        Assert.Throws<ArgumentException>(() => new GraphDrawing([("a", ""), ("b", "")], [(1, 0)]));
    }
}
