using Lamina.Plots.Raster;
using Lamina.Plots.Scenes;
using Xunit;

namespace Lamina.Plots.Tests;

public class FontTests
{
    [Fact]
    public void EveryAsciiLetterHasStrokesOfItsOwn()
    {
        Assert.Equal('~' - ' ' + 1, Glyphs.Ascii.Length);
        Assert.Equal(Glyphs.Ascii.Length, Glyphs.Ascii.Distinct().Count());
        for (char letter = '!'; letter <= '~'; letter++)
        {
            IReadOnlyList<Spot>[] lines = [.. StrokeFont.Lines($"{letter}", 11)];
            Assert.NotEmpty(lines);
            Assert.All(lines.SelectMany(line => line), spot => Assert.True(spot.X is >= 0 and <= 8 && spot.Y is >= -9 and <= 3, $"{letter}: {spot}"));
        }
    }

    [Fact]
    public void WidthsAddUp()
    {
        Assert.Equal(0, StrokeFont.Width("", 11));
        Assert.Equal(StrokeFont.Width("a", 11) + 2 + StrokeFont.Width("b", 11), StrokeFont.Width("ab", 11), 1e-9);
        Assert.Equal(2 * StrokeFont.Width("width", 11), StrokeFont.Width("width", 22), 1e-9);
        Assert.Equal(StrokeFont.Width("11111", 11), StrokeFont.Width("00000", 11) - 10, 1e-9);
        Assert.Single(StrokeFont.Lines("é", 11)); // A box.
    }

    [Fact]
    public void DashesHaveTheirLengths()
    {
        List<Spot>[] dashes = [.. Dashes.Cut([new(0, 0), new(7, 0), new(7, 13)], [5, 3])];
        Assert.Equal([new(0, 0), new(5, 0)], dashes[0]);
        Assert.Equal([new(7, 1), new(7, 6)], dashes[1]);
        Assert.Equal([new(7, 9), new(7, 13)], dashes[2]);
        Assert.Equal(3, dashes.Length);
    }

    [Fact]
    public void AnAreaCoversItsShareOfAPixel()
    {
        Lamina.Imaging.Picture picture = new(4, 4, 3);
        Coverage coverage = new(4, 4);
        coverage.Area([new(0.5, 1), new(2.25, 1), new(2.25, 2.5), new(0.5, 2.5)]);
        coverage.Lay(picture, new Colour(200, 100, 0), new Frame(0, 0, 4, 4));
        Assert.Equal([100, 200, 50, 0], Enumerable.Range(0, 4).Select(x => (int)picture[x, 1, 0]));
        Assert.Equal([50, 100, 25, 0], Enumerable.Range(0, 4).Select(x => (int)picture[x, 2, 0]));
        Assert.Equal(0, picture[1, 0, 0]);

        // What was laid is forgotten.
        coverage.Lay(picture, Colour.White, new Frame(0, 0, 4, 4));
        Assert.Equal(200, picture[1, 1, 0]);
    }
}
