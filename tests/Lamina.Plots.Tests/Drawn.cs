using System.Globalization;
using System.Xml.Linq;
using Lamina.Plots.Raster;
using Xunit;

namespace Lamina.Plots.Tests;

/// <summary>What can be asked of a drawn figure.</summary>
static class Drawn
{
    /// <summary>The elements of a class, in order. The SVG is parsed as XML.</summary>
    public static IReadOnlyList<XElement> Of(Figure figure, string role) =>
        [.. XDocument.Parse(figure.ToSvg()).Descendants().Where(element => (string?)element.Attribute("class") == role)];

    public static string[] Texts(Figure figure, string role) => [.. Of(figure, role).Select(element => element.Value)];

    /// <summary>Every text lies inside of the picture, and no two upright ones lie over each other.</summary>
    public static void TextsAreReadable(Figure figure)
    {
        List<(string Text, double Left, double Top, double Right, double Bottom)> boxes = [];
        foreach (XElement text in XDocument.Parse(figure.ToSvg()).Descendants().Where(element => element.Name.LocalName == "text"))
        {
            double size = Number(text, "font-size"), width = StrokeFont.Width(text.Value, size);
            double back = (string)text.Attribute("text-anchor")! switch { "middle" => width / 2, "end" => width, _ => 0 };
            if (text.Attribute("transform") is { } transform)
            {
                double[] place = [.. ((string)transform).Split('(', ')')[1].Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
                Assert.InRange(place[0], size, figure.Width);
                Assert.InRange(place[1] + back, 0, figure.Height);
                Assert.InRange(place[1] + back - width, 0, figure.Height);
                continue;
            }

            double x = Number(text, "x") - back, y = Number(text, "y");
            Assert.True(x >= 0 && x + width <= figure.Width && y - size >= -1 && y <= figure.Height - 2, $"'{text.Value}' at {x}, {y} is outside");
            foreach ((string other, double left, double top, double right, double bottom) in boxes)
                Assert.False(x < right && x + width > left && y - (size * 0.8) < bottom && y > top, $"'{text.Value}' lies over '{other}'");
            boxes.Add((text.Value, x, y - (size * 0.8), x + width, y));
        }
    }

    public static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);

    /// <summary>The spots of a line or an area.</summary>
    public static (double X, double Y)[] Spots(XElement element) =>
        [.. ((string)element.Attribute("points")!).Split(' ').Select(spot => spot.Split(',')).Select(spot => (double.Parse(spot[0], CultureInfo.InvariantCulture), double.Parse(spot[1], CultureInfo.InvariantCulture)))];
}
