using System.Globalization;
using System.Text;
using Lamina.Imaging;

namespace Lamina.Plots.Scenes;

/// <summary>Writes a scene as SVG. Text is escaped, and characters that XML forbids are replaced.</summary>
internal sealed class SvgWriter
{
    readonly StringBuilder _text = new();
    readonly List<Frame> _clips = [];

    public static string Write(Scene scene, string title)
    {
        SvgWriter writer = new();
        foreach (Mark mark in scene.Marks)
            writer.Write(mark);
        StringBuilder svg = new();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"{Number(scene.Width)}\" height=\"{Number(scene.Height)}\" viewBox=\"0 0 {Number(scene.Width)} {Number(scene.Height)}\" font-family=\"Helvetica, Arial, sans-serif\">\n");
        if (title.Length > 0)
            svg.Append($"<title>{Escaped(title)}</title>\n");
        if (writer._clips.Count > 0)
        {
            svg.Append("<defs>");
            for (int i = 0; i < writer._clips.Count; i++)
                svg.Append($"<clipPath id=\"clip{i}\"><rect {Box(writer._clips[i])}/></clipPath>");
            svg.Append("</defs>\n");
        }

        return svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"#FFFFFF\"/>\n").Append(writer._text).Append("</svg>\n").ToString();
    }

    void Write(Mark mark)
    {
        string shared = $"class=\"{mark.Role}\"{ClipOf(mark)}";
        _text.Append(mark switch
        {
            StrokeMark stroke => $"<polyline {shared} fill=\"none\" stroke=\"{stroke.Colour.Hex}\"{Seen("stroke", stroke.Colour)} stroke-width=\"{Number(stroke.Thickness)}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"{Dashes(stroke)} points=\"{Points(stroke.Spots)}\"/>\n",
            AreaMark area => $"<polygon {shared} fill=\"{area.Colour.Hex}\"{Seen("fill", area.Colour)} points=\"{Points(area.Corners)}\"/>\n",
            DiscMark disc => $"<circle {shared} fill=\"{disc.Colour.Hex}\"{Seen("fill", disc.Colour)} cx=\"{Number(disc.Centre.X)}\" cy=\"{Number(disc.Centre.Y)}\" r=\"{Number(disc.Radius)}\"/>\n",
            TextMark text => $"<text {shared} fill=\"{text.Colour.Hex}\" font-size=\"{Number(text.Size)}\" text-anchor=\"{text.Anchor.ToString().ToLowerInvariant()}\" {Place(text)}>{Escaped(text.Text)}</text>\n",
            PictureMark picture => $"<image {shared} {Box(picture.Frame)} preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" xlink:href=\"data:image/png;base64,{Convert.ToBase64String(Png.Encode(picture.Picture))}\"/>\n",
            _ => throw new InvalidOperationException($"{mark.GetType().Name} has no element."),
        });
    }

    string ClipOf(Mark mark)
    {
        if (mark.Clip is not { } clip)
            return "";
        if (!_clips.Contains(clip))
            _clips.Add(clip);
        return $" clip-path=\"url(#clip{_clips.IndexOf(clip)})\"";
    }

    static string Place(TextMark text) => text.IsUpward
        ? $"transform=\"translate({Number(text.At.X)} {Number(text.At.Y)}) rotate(-90)\""
        : $"x=\"{Number(text.At.X)}\" y=\"{Number(text.At.Y)}\"";

    static string Dashes(StrokeMark stroke) => stroke.Style == LineStyle.Solid
        ? ""
        : $" stroke-dasharray=\"{string.Join(' ', Raster.Dashes.Pattern(stroke.Style, stroke.Thickness).Select(Number))}\"";

    static string Seen(string what, Colour colour) => colour.Opacity >= 1 ? "" : $" {what}-opacity=\"{Number(colour.Opacity)}\"";

    static string Box(Frame frame) => $"x=\"{Number(frame.X)}\" y=\"{Number(frame.Y)}\" width=\"{Number(frame.Width)}\" height=\"{Number(frame.Height)}\"";

    static string Points(IReadOnlyList<Spot> spots) => string.Join(' ', spots.Select(spot => $"{Number(spot.X)},{Number(spot.Y)}"));

    static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    static string Escaped(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                < 32 or 0xFFFE or 0xFFFF => safe.Append('\uFFFD'),
                _ => safe.Append(rune),
            };
        }

        return safe.ToString();
    }
}
