using Lamina.Imaging;
using Lamina.Plots.Scenes;

namespace Lamina.Plots.Raster;

/// <summary>Draws a scene in pixels, edges smoothed.</summary>
internal sealed class Rasterizer
{
    readonly Picture _picture;
    readonly Coverage _coverage;
    readonly double _scale;

    Rasterizer(int width, int height, double scale)
    {
        _picture = new Picture(width, height, 3);
        _picture.Pixels.Fill(255);
        _coverage = new Coverage(width, height);
        _scale = scale;
    }

    /// <summary>The scene on white.</summary>
    public static Picture Draw(Scene scene, double scale)
    {
        Rasterizer rasterizer = new((int)Math.Ceiling(scene.Width * scale), (int)Math.Ceiling(scene.Height * scale), scale);
        foreach (Mark mark in scene.Marks)
            rasterizer.Draw(mark);
        return rasterizer._picture;
    }

    void Draw(Mark mark)
    {
        Frame clip = mark.Clip is { } frame ? Scaled(frame) : new Frame(0, 0, _picture.Width, _picture.Height);
        switch (mark)
        {
            case StrokeMark stroke:
                Stroke(stroke);
                _coverage.Lay(_picture, stroke.Colour, clip);
                break;
            case AreaMark area:
                _coverage.Area([.. area.Corners.Select(Scaled)]);
                _coverage.Lay(_picture, area.Colour, clip);
                break;
            case DiscMark disc:
                _coverage.Disc(Scaled(disc.Centre), disc.Radius * _scale);
                _coverage.Lay(_picture, disc.Colour, clip);
                break;
            case TextMark text:
                Text(text);
                _coverage.Lay(_picture, text.Colour, clip);
                break;
            case PictureMark picture:
                Copy(picture.Picture, Scaled(picture.Frame), clip);
                break;
            default:
                throw new InvalidOperationException($"{mark.GetType().Name} is not drawn.");
        }
    }

    void Stroke(StrokeMark stroke)
    {
        double thickness = stroke.Thickness * _scale;
        if (stroke.Style == LineStyle.Solid)
        {
            Through([.. stroke.Spots.Select(Scaled)], thickness);
            return;
        }

        foreach (List<Spot> dash in Dashes.Cut(stroke.Spots, Dashes.Pattern(stroke.Style, stroke.Thickness)))
            Through([.. dash.Select(Scaled)], thickness);
    }

    void Text(TextMark text)
    {
        double size = text.Size * _scale;
        double back = text.Anchor switch { TextAnchor.Middle => 0.5, TextAnchor.End => 1, _ => 0 } * StrokeFont.Width(text.Text, size);
        Spot at = Scaled(text.At);

        // Stems in the middle of pixels are sharp.
        Spot start = text.IsUpward
            ? new(Math.Floor(at.X) - 0.5, Math.Floor(at.Y + back) + 0.5)
            : new(Math.Floor(at.X - back) + 0.5, Math.Floor(at.Y) - 0.5);
        double thickness = Math.Max(1.05, size * 0.085);
        foreach (IReadOnlyList<Spot> line in StrokeFont.Lines(text.Text, size))
            Through([.. line.Select(spot => text.IsUpward ? new Spot(start.X + spot.Y, start.Y - spot.X) : new Spot(start.X + spot.X, start.Y + spot.Y))], thickness);
    }

    void Through(IReadOnlyList<Spot> spots, double thickness)
    {
        if (spots.Count == 1)
            _coverage.Stroke(spots[0], spots[0], thickness);
        for (int i = 1; i < spots.Count; i++)
            _coverage.Stroke(spots[i - 1], spots[i], thickness);
    }

    void Copy(Picture picture, Frame frame, Frame clip)
    {
        int left = (int)Math.Round(frame.X), top = (int)Math.Round(frame.Y);
        int width = Math.Max(1, (int)Math.Round(frame.Right) - left), height = Math.Max(1, (int)Math.Round(frame.Bottom) - top);
        for (int y = Math.Max(0, top); y < Math.Min(_picture.Height, top + height); y++)
        {
            for (int x = Math.Max(0, left); x < Math.Min(_picture.Width, left + width); x++)
            {
                if (x < clip.X || x >= clip.Right || y < clip.Y || y >= clip.Bottom)
                    continue;
                int fromX = (int)((long)(x - left) * picture.Width / width), fromY = (int)((long)(y - top) * picture.Height / height);
                double seen = picture.Channels == 4 ? picture[fromX, fromY, 3] / 255.0 : 1;
                for (int channel = 0; channel < 3; channel++)
                {
                    byte value = picture[fromX, fromY, picture.Channels == 1 ? 0 : channel];
                    _picture[x, y, channel] = (byte)Math.Round(255 + ((value - 255) * seen));
                }
            }
        }
    }

    Spot Scaled(Spot spot) => new(spot.X * _scale, spot.Y * _scale);

    Frame Scaled(Frame frame) => new(frame.X * _scale, frame.Y * _scale, frame.Width * _scale, frame.Height * _scale);
}
