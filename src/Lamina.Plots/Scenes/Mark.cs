using Lamina.Imaging;

namespace Lamina.Plots.Scenes;

/// <summary>One thing drawn.</summary>
internal abstract record Mark
{
    /// <summary>What it is in the figure, such as <c>line</c>, <c>bar</c>, <c>tick</c>: the class of its element in an SVG.</summary>
    public required string Role { get; init; }

    /// <summary>Outside of this nothing of it is seen; null for no bound.</summary>
    public Frame? Clip { get; init; }
}

/// <summary>A line through spots, with round ends.</summary>
internal sealed record StrokeMark(IReadOnlyList<Spot> Spots, Colour Colour, double Thickness, LineStyle Style) : Mark;

/// <summary>An area without holes.</summary>
internal sealed record AreaMark(IReadOnlyList<Spot> Corners, Colour Colour) : Mark;

/// <summary>A disc.</summary>
internal sealed record DiscMark(Spot Centre, double Radius, Colour Colour) : Mark;

/// <summary>A line of text on its baseline.</summary>
internal sealed record TextMark(Spot At, string Text, double Size, Colour Colour, TextAnchor Anchor, bool IsUpward) : Mark;

/// <summary>A picture, its pixels not blurred.</summary>
internal sealed record PictureMark(Picture Picture, Frame Frame) : Mark;
