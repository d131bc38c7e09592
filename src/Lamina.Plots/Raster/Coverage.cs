using Lamina.Imaging;
using Lamina.Plots.Scenes;

namespace Lamina.Plots.Raster;

/// <summary>
/// How much of each pixel a shape covers, 0 to 1, gathered until it is laid on a picture in one colour: where the strokes of one line meet,
/// nothing is counted twice.
/// </summary>
internal sealed class Coverage(int width, int height)
{
    // Rows of an area are sampled so finely; along a row, the share is exact.
    const int RowsOfPixel = 8;

    readonly float[] _shares = new float[width * height];
    int _left = int.MaxValue, _top = int.MaxValue, _right, _bottom;

    /// <summary>A straight stroke with round ends: 1 within half its thickness, falling to 0 over one pixel.</summary>
    public void Stroke(Spot from, Spot to, double thickness)
    {
        double half = Math.Max(thickness, 0.8) / 2, reach = half + 1;
        double strength = Math.Min(1, thickness / 0.8);
        double alongX = to.X - from.X, alongY = to.Y - from.Y, square = (alongX * alongX) + (alongY * alongY);
        (int left, int right) = Span(Math.Min(from.X, to.X) - reach, Math.Max(from.X, to.X) + reach, width);
        (int top, int bottom) = Span(Math.Min(from.Y, to.Y) - reach, Math.Max(from.Y, to.Y) + reach, height);
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                double dx = x + 0.5 - from.X, dy = y + 0.5 - from.Y;
                double at = square == 0 ? 0 : Math.Clamp(((dx * alongX) + (dy * alongY)) / square, 0, 1);
                double restX = dx - (at * alongX), restY = dy - (at * alongY);
                double share = half + 0.5 - Math.Sqrt((restX * restX) + (restY * restY));
                if (share > 0)
                    Raise(x, y, Math.Min(1, share) * strength);
            }
        }

        Note(left, top, right, bottom);
    }

    /// <summary>A disc.</summary>
    public void Disc(Spot centre, double radius) => Stroke(centre, centre, radius * 2);

    /// <summary>The inside of a closed line, by the even-odd rule.</summary>
    public void Area(IReadOnlyList<Spot> corners)
    {
        (int left, int right) = Span(corners.Min(corner => corner.X) - 1, corners.Max(corner => corner.X) + 1, width);
        (int top, int bottom) = Span(corners.Min(corner => corner.Y) - 1, corners.Max(corner => corner.Y) + 1, height);
        List<double> crossings = [];
        for (int row = top * RowsOfPixel; row < bottom * RowsOfPixel; row++)
        {
            double y = (row + 0.5) / RowsOfPixel;
            crossings.Clear();
            for (int i = 0; i < corners.Count; i++)
            {
                Spot a = corners[i], b = corners[(i + 1) % corners.Count];
                if (a.Y <= y != b.Y <= y)
                    crossings.Add(a.X + ((y - a.Y) / (b.Y - a.Y) * (b.X - a.X)));
            }

            crossings.Sort();
            for (int i = 0; i + 1 < crossings.Count; i += 2)
                Fill(row / RowsOfPixel, Math.Max(left, crossings[i]), Math.Min(right, crossings[i + 1]));
        }

        Note(left, top, right, bottom);
    }

    /// <summary>Lays the gathered shape on a picture, inside of a frame, and forgets it.</summary>
    public void Lay(Picture picture, Colour colour, Frame clip)
    {
        int left = Math.Max(_left, (int)Math.Round(clip.X)), right = Math.Min(_right, (int)Math.Round(clip.Right));
        int top = Math.Max(_top, (int)Math.Round(clip.Y)), bottom = Math.Min(_bottom, (int)Math.Round(clip.Bottom));
        Span<byte> pixels = picture.Pixels;
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                double share = _shares[(y * width) + x] * colour.Opacity;
                int at = ((y * width) + x) * 3;
                pixels[at] = Mix(pixels[at], colour.Red, share);
                pixels[at + 1] = Mix(pixels[at + 1], colour.Green, share);
                pixels[at + 2] = Mix(pixels[at + 2], colour.Blue, share);
            }
        }

        for (int y = _top; y < _bottom; y++)
            _shares.AsSpan((y * width) + _left, Math.Max(0, _right - _left)).Clear();
        (_left, _top, _right, _bottom) = (int.MaxValue, int.MaxValue, 0, 0);
    }

    static byte Mix(byte below, byte above, double share) => (byte)Math.Round(below + ((above - below) * Math.Min(1, share)));

    static (int From, int To) Span(double from, double to, int size) =>
        ((int)Math.Clamp(Math.Floor(from), 0, size), (int)Math.Clamp(Math.Ceiling(to), 0, size));

    void Fill(int y, double from, double to)
    {
        for (int x = (int)from; x < to; x++)
            _shares[(y * width) + x] += (float)((Math.Min(to, x + 1) - Math.Max(from, x)) / RowsOfPixel);
    }

    void Raise(int x, int y, double share)
    {
        ref float old = ref _shares[(y * width) + x];
        old = Math.Max(old, (float)share);
    }

    void Note(int left, int top, int right, int bottom)
    {
        _left = Math.Min(_left, left);
        _top = Math.Min(_top, top);
        _right = Math.Max(_right, right);
        _bottom = Math.Max(_bottom, bottom);
    }
}
