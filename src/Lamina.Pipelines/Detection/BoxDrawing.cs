using Lamina.Data.Vision;
using Lamina.Imaging;

namespace Lamina.Pipelines;

/// <summary>Frames around what was found, in a colour for each class.</summary>
public static class BoxDrawing
{
    // Of Okabe and Ito, which people see apart who see few colours: vermilion, blue, green, yellow, purple, sky, orange.
    static readonly (string Name, byte Red, byte Green, byte Blue)[] s_colours =
    [
        ("red", 213, 94, 0), ("blue", 0, 114, 178), ("green", 0, 158, 115), ("yellow", 240, 228, 66), ("purple", 204, 121, 167), ("light blue", 86, 180, 233), ("orange", 230, 159, 0),
    ];

    // A frame of a picture of 240 rows is one pixel thick.
    const int RowsOfThickness = 240;

    /// <summary>What the colour of a class is called.</summary>
    /// <param name="label">The number of the class, 0 or more.</param>
    public static string ColourName(int label)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        return s_colours[label % s_colours.Length].Name;
    }

    /// <summary>A copy of a picture, in colour, with a frame around each object. The most certain one is drawn last.</summary>
    /// <param name="picture">The picture; it is not changed.</param>
    /// <param name="found">The objects, by falling score, in its pixels.</param>
    public static Picture Draw(Picture picture, IReadOnlyList<FoundObject> found)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(found);
        Picture drawn = new(picture.Width, picture.Height, 3);
        picture.WithChannels(3).Pixels.CopyTo(drawn.Pixels);
        int thickness = Math.Max(1, Math.Min(picture.Width, picture.Height) / RowsOfThickness);
        foreach (FoundObject one in found.Reverse())
            Frame(drawn, one.Box, thickness);
        return drawn;
    }

    static void Frame(Picture picture, PictureBox box, int thickness)
    {
        int left = Place(box.X1, picture.Width), right = Place(box.X2 - 1, picture.Width), top = Place(box.Y1, picture.Height), bottom = Place(box.Y2 - 1, picture.Height);
        for (int i = 0; i < thickness; i++)
        {
            for (int x = left; x <= right; x++)
            {
                Dot(picture, x, Math.Min(top + i, bottom), box.Label);
                Dot(picture, x, Math.Max(bottom - i, top), box.Label);
            }

            for (int y = top; y <= bottom; y++)
            {
                Dot(picture, Math.Min(left + i, right), y, box.Label);
                Dot(picture, Math.Max(right - i, left), y, box.Label);
            }
        }
    }

    static int Place(double at, int size) => (int)Math.Clamp(Math.Round(at), 0, size - 1);

    static void Dot(Picture picture, int x, int y, int label)
    {
        (_, byte red, byte green, byte blue) = s_colours[label % s_colours.Length];
        (picture[x, y, 0], picture[x, y, 1], picture[x, y, 2]) = (red, green, blue);
    }
}
