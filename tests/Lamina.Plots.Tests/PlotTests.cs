using System.Xml.Linq;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Plots.Tests;

public class PlotTests
{
    [Fact]
    public void EverySeriesIsDrawnAndNamed()
    {
        Plot plot = new Plot("A <title> & more", "epoch", "loss")
            .Line("training", [3, 2, 1])
            .Line("validation", [3, 2.5, 2.2], style: LineStyle.Dashed)
            .Line(null, [1, 1, 1])
            .Points("best", [2], [2.5], marker: Marker.Diamond)
            .Points("others", [1, 2, 3], [1, 1.5, 2]);
        Assert.Equal(3, Drawn.Of(plot, "line").Count);
        Assert.Equal(4, Drawn.Of(plot, "point").Count);
        Assert.Equal(["training", "validation", "best", "others"], Drawn.Texts(plot, "legend"));
        Assert.Equal(["A <title> & more"], Drawn.Texts(plot, "title"));
        Assert.Equal(["epoch", "loss"], Drawn.Texts(plot, "label"));
        Assert.Null(Drawn.Of(plot, "line")[0].Attribute("stroke-dasharray"));
        Assert.NotNull(Drawn.Of(plot, "line")[1].Attribute("stroke-dasharray"));
        Assert.Equal(3, Drawn.Of(plot, "line").Select(line => (string)line.Attribute("stroke")!).Distinct().Count());
        Drawn.TextsAreReadable(plot);
    }

    [Fact]
    public void PlacesLieWhereTheAxesSay()
    {
        Plot plot = new Plot().Line("line", [0, 5, 10], [0, 1, 100]);
        plot.YAxis.Scale = AxisScale.Logarithmic;
        (double X, double Y)[] spots = Drawn.Spots(Assert.Single(Drawn.Of(plot, "line")));
        Assert.Equal(2, spots.Length); // 0 has no logarithm.

        Dictionary<string, double> ys = Drawn.Of(plot, "tick").Where(tick => (string)tick.Attribute("text-anchor")! == "end").ToDictionary(tick => tick.Value, tick => Drawn.Number(tick, "y") - 4);
        Dictionary<string, double> xs = Drawn.Of(plot, "tick").Where(tick => (string)tick.Attribute("text-anchor")! == "middle").ToDictionary(tick => tick.Value, tick => Drawn.Number(tick, "x"));
        Assert.Equal(ys["1"], spots[0].Y, 1.1);
        Assert.Equal(ys["100"], spots[1].Y, 1.1);
        Assert.Equal((ys["1"] + ys["100"]) / 2, ys["10"], 1.1);
        Assert.Equal(xs["10"], spots[1].X, 1.1);
        Assert.True(spots[0].Y > spots[1].Y);
    }

    [Fact]
    public void MissingValuesBreakALine()
    {
        Plot plot = new Plot().Line("line", [1, 2, double.NaN, 4, 5, double.PositiveInfinity, 6]);
        IReadOnlyList<XElement> pieces = Drawn.Of(plot, "line");
        Assert.Equal(["polyline", "polyline", "circle"], pieces.Select(piece => piece.Name.LocalName));
    }

    [Fact]
    public void NothingAndOneValueAreDrawn()
    {
        Drawn.TextsAreReadable(new Plot("empty"));
        Drawn.TextsAreReadable(new Plot("one", "x", "y").Line("one", [5]));
        Drawn.TextsAreReadable(new Plot("missing").Line("none", [double.NaN, double.NaN]));
        Plot logarithmic = new Plot().Line("none", [0, -1]);
        logarithmic.YAxis.Scale = AxisScale.Logarithmic;
        Drawn.TextsAreReadable(logarithmic);
    }

    [Fact]
    public void LabelsStayInsideWhateverTheyAre()
    {
        string name = "runs/a-recipe-of-a-very-long-name-17 validation cross-entropy of the second output";
        foreach ((double scale, int width, int height) in ((double, int, int)[])[(1, 640, 400), (1e9, 640, 400), (1e-12, 640, 400), (12345.678, 320, 200), (1, 1600, 900)])
        {
            Plot plot = new(name + name, name + name, name) { Width = width, Height = height };
            for (int i = 0; i < 40; i++)
                plot.Line($"{i} {name}", [-scale * i, scale, 2 * scale, scale * 3]);
            Drawn.TextsAreReadable(plot);
            Assert.Equal(height < 900, Drawn.Texts(plot, "legend")[^1].EndsWith("more", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void BarsStandOnZero()
    {
        Plot plot = new Plot().Bars("count", [3, -1, 2]);
        plot.XAxis.Categories = ["cat", "dog", "owl"];
        IReadOnlyList<XElement> bars = Drawn.Of(plot, "bar");
        Assert.Equal(3, bars.Count);
        double zero = Drawn.Of(plot, "tick").Where(tick => tick.Value == "0").Select(tick => Drawn.Number(tick, "y") - 4).Single();
        Assert.Equal(zero, Drawn.Spots(bars[0]).Max(spot => spot.Y), 1.1);
        Assert.Equal(zero, Drawn.Spots(bars[1]).Min(spot => spot.Y), 1.1);
        Assert.Equal(["cat", "dog", "owl"], Drawn.Texts(plot, "tick")[^3..]);
    }

    [Fact]
    public void PixelsHaveTheColoursOfTheMarks()
    {
        Plot plot = new Plot().Bars(null, [0, 1, 2], [1, 0.5], new Colour(10, 200, 30));
        Picture picture = plot.ToPicture();
        Assert.Equal((640, 400, 3), (picture.Width, picture.Height, picture.Channels));
        foreach (XElement bar in Drawn.Of(plot, "bar"))
        {
            (double X, double Y)[] corners = Drawn.Spots(bar);
            Assert.Equal((10, 200, 30), At(picture, corners.Average(spot => spot.X), corners.Average(spot => spot.Y)));
        }

        Assert.Equal((255, 255, 255), At(picture, 2, 2));
        (double X, double Y)[] second = Drawn.Spots(Drawn.Of(plot, "bar")[1]);
        Assert.NotEqual((10, 200, 30), At(picture, second.Average(spot => spot.X), second.Min(spot => spot.Y) - 10));

        // Twice as fine, the same colours at twice the place.
        Picture fine = plot.ToPicture(2);
        Assert.Equal((1280, 800), (fine.Width, fine.Height));
        Assert.Equal((10, 200, 30), At(fine, 2 * second.Average(spot => spot.X), 2 * second.Average(spot => spot.Y)));
    }

    [Fact]
    public void ALineIsSeenWhereItIsAndNotWhereItIsNot()
    {
        Plot plot = new Plot().Line(null, [0, 1], [0.5, 0.5], new Colour(0, 0, 0), thickness: 4);
        plot.YAxis.Min = 0;
        plot.YAxis.Max = 1;
        Picture picture = plot.ToPicture();
        (double X, double Y)[] spots = Drawn.Spots(Drawn.Of(plot, "line")[0]);
        double middle = (spots[0].X + spots[1].X) / 2 + 7;
        Assert.Equal((0, 0, 0), At(picture, middle, spots[0].Y));
        Assert.Equal((255, 255, 255), At(picture, middle, spots[0].Y + 5));
        Assert.Equal((255, 255, 255), At(picture, middle, spots[0].Y - 5));
    }

    [Fact]
    public void ManyPointsOfALineAreThinned()
    {
        double[] noise = [.. Enumerable.Range(0, 200_000).Select(i => Math.Sin(i * 12.9898) * 3)];
        string svg = new Plot().Line("noise", noise).ToSvg();
        Assert.InRange(svg.Length, 1000, 100_000);
    }

    [Fact]
    public void FilesAreOfTheKindTheirNamesSay()
    {
        string folder = Directory.CreateTempSubdirectory("lamina-plots-").FullName;
        try
        {
            Plot plot = new Plot("plot").Line("line", [1, 2]);
            plot.Save(Path.Combine(folder, "plot.svg"));
            plot.Save(Path.Combine(folder, "plot.PNG"), scale: 0.5);
            Assert.Equal(plot.ToSvg(), File.ReadAllText(Path.Combine(folder, "plot.svg")));
            Assert.Equal(plot.ToPicture(0.5).Pixels, Png.Read(Path.Combine(folder, "plot.PNG")).Pixels);
            Assert.Contains("got", Assert.Throws<ArgumentException>(() => plot.Save(Path.Combine(folder, "plot.jpg"))).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void MistakesAreNamed()
    {
        Assert.Throws<ArgumentException>(() => new Plot().Line("line", [1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new Plot().Bars("bars", [0, 1], [1, 2]));
        Plot backwards = new();
        (backwards.YAxis.Min, backwards.YAxis.Max) = (2, 1);
        Assert.Throws<ArgumentException>(() => backwards.ToSvg());
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plot().ToPicture(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plot().ToPicture(double.NaN));
    }

    static (byte, byte, byte) At(Picture picture, double x, double y) => (picture[(int)x, (int)y, 0], picture[(int)x, (int)y, 1], picture[(int)x, (int)y, 2]);
}
