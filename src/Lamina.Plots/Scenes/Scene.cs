using Lamina.Imaging;
using Lamina.Plots.Raster;

namespace Lamina.Plots.Scenes;

/// <summary>All that a figure draws, in order, the one description behind SVG and PNG.</summary>
internal sealed class Scene(double width, double height)
{
    /// <summary>The size of labels.</summary>
    public const double LabelSize = 11;

    /// <summary>The size of titles.</summary>
    public const double TitleSize = 14;

    readonly List<Mark> _marks = [];

    public double Width => width;

    public double Height => height;

    public IReadOnlyList<Mark> Marks => _marks;

    /// <summary>Bounds what is added from now on; null for no bound.</summary>
    public Frame? Clip { get; set; }

    /// <summary>How wide a text will be at most: viewers set an SVG in fonts of their own, some wider than ours.</summary>
    public static double WidthOf(string text, double size = LabelSize) => StrokeFont.Width(text, size) * 1.08;

    /// <summary>A text as much of which is left as fits.</summary>
    public static string Fit(string text, double room, double size = LabelSize)
    {
        if (WidthOf(text, size) <= room)
            return text;
        int length = text.Length;
        while (length > 1 && WidthOf(text[..length] + "...", size) > room)
            length--;
        return text[..length].TrimEnd() + "...";
    }

    public void Stroke(string role, IReadOnlyList<Spot> spots, Colour colour, double thickness = 1, LineStyle style = LineStyle.Solid) =>
        _marks.Add(new StrokeMark(spots, colour, thickness, style) { Role = role, Clip = Clip });

    public void Line(string role, double x1, double y1, double x2, double y2, Colour colour, double thickness = 1, LineStyle style = LineStyle.Solid) =>
        Stroke(role, [new(x1, y1), new(x2, y2)], colour, thickness, style);

    public void Outline(string role, Frame frame, Colour colour, double thickness = 1) =>
        Stroke(role, [.. frame.Corners, frame.Corners[0]], colour, thickness);

    public void Area(string role, IReadOnlyList<Spot> corners, Colour colour) =>
        _marks.Add(new AreaMark(corners, colour) { Role = role, Clip = Clip });

    public void Area(string role, Frame frame, Colour colour) => Area(role, frame.Corners, colour);

    public void Disc(string role, Spot centre, double radius, Colour colour) =>
        _marks.Add(new DiscMark(centre, radius, colour) { Role = role, Clip = Clip });

    /// <summary>Text on a baseline.</summary>
    public void Text(string role, double x, double y, string text, TextAnchor anchor = TextAnchor.Start, double size = LabelSize, Colour? colour = null, bool isUpward = false)
    {
        if (text.Length > 0)
            _marks.Add(new TextMark(new Spot(x, y), text, size, colour ?? Colour.Ink, anchor, isUpward) { Role = role, Clip = Clip });
    }

    public void Picture(string role, Picture picture, Frame frame) =>
        _marks.Add(new PictureMark(picture, frame) { Role = role, Clip = Clip });

    /// <summary>Draws a title and says how much room it takes from above.</summary>
    public double Title(string title)
    {
        if (title.Length == 0)
            return 14;
        Text("title", 16, 25, Fit(title, width - 32, TitleSize), size: TitleSize);
        return 40;
    }
}
