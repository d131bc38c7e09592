using System.Globalization;
using Lamina.Plots.Scenes;

namespace Lamina.Plots.Raster;

/// <summary>The font of pictures: letters as strokes. At a size of 11 a step of the grid is one pixel, and stems are sharp.</summary>
internal static class StrokeFont
{
    const double StepsOfSize = 11, Between = 2, Space = 3;
    const int Baseline = 3, CurveParts = 6;

    static readonly Glyph Box = Read(Glyphs.Missing);
    static readonly Glyph[] Letters = [.. Glyphs.Ascii.Select(Read)];

    /// <summary>From the start of the first letter to the end of the last.</summary>
    public static double Width(string text, double size)
    {
        double width = 0;
        foreach (char letter in Plain(text))
            width += Of(letter).Width + Between;
        return Math.Max(0, width - Between) * size / StepsOfSize;
    }

    /// <summary>The strokes of a text whose baseline begins at (0, 0).</summary>
    public static IEnumerable<IReadOnlyList<Spot>> Lines(string text, double size)
    {
        double step = size / StepsOfSize, at = 0;
        foreach (char letter in Plain(text))
        {
            Glyph glyph = Of(letter);
            foreach (Spot[] line in glyph.Lines)
                yield return [.. line.Select(spot => new Spot((at + spot.X) * step, -spot.Y * step))];
            at += glyph.Width + Between;
        }
    }

    static Glyph Of(char letter) => letter is >= ' ' and <= '~' ? Letters[letter - ' '] : Box;

    // What ASCII has a near relative of is drawn as that.
    static string Plain(string text) => text.All(char.IsAscii) ? text : text
        .Replace("…", "...").Replace("→", "->").Replace('–', '-').Replace('−', '-').Replace('×', 'x').Replace('·', '.').Replace('’', '\'').Replace('“', '"').Replace('”', '"').Replace('µ', 'u');

    static Glyph Read(string drawing)
    {
        if (drawing.Length == 0)
            return new Glyph([], Space);
        Spot[][] lines = [.. drawing.Split(';').Select(Line)];
        return new Glyph(lines, lines.Max(line => line.Max(spot => spot.X)));
    }

    static Spot[] Line(string stroke)
    {
        Spot[] spots = [.. stroke.TrimStart('~', '@').Split(',').Select(spot => new Spot(Digit(spot[0]), Digit(spot[1]) - Baseline))];
        return stroke[0] switch
        {
            '~' => [.. Curve(spots)],
            '@' => [.. Closed(spots)],
            _ => spots,
        };
    }

    static int Digit(char digit) => int.Parse([digit], NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    static IEnumerable<Spot> Curve(Spot[] spots)
    {
        yield return spots[0];
        Spot from = spots[0];
        for (int i = 1; i < spots.Length - 1; i++)
        {
            Spot to = i == spots.Length - 2 ? spots[^1] : Middle(spots[i], spots[i + 1]);
            foreach (Spot spot in Bend(from, spots[i], to))
                yield return spot;
            from = to;
        }
    }

    static IEnumerable<Spot> Closed(Spot[] spots)
    {
        Spot from = Middle(spots[^1], spots[0]);
        yield return from;
        for (int i = 0; i < spots.Length; i++)
        {
            Spot to = Middle(spots[i], spots[(i + 1) % spots.Length]);
            foreach (Spot spot in Bend(from, spots[i], to))
                yield return spot;
            from = to;
        }
    }

    static IEnumerable<Spot> Bend(Spot from, Spot pull, Spot to)
    {
        for (int i = 1; i <= CurveParts; i++)
        {
            double t = i / (double)CurveParts, a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;
            yield return new Spot((a * from.X) + (b * pull.X) + (c * to.X), (a * from.Y) + (b * pull.Y) + (c * to.Y));
        }
    }

    static Spot Middle(Spot a, Spot b) => new((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    readonly record struct Glyph(Spot[][] Lines, double Width);
}
