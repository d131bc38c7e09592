using Lamina.Dashboard.Runs;
using Lamina.Imaging;
using Lamina.Recipes.Pictures;

namespace Lamina.Dashboard.Trying;

/// <summary>Makes of a drawing a picture as the sets of digits have them.</summary>
/// <remarks>
/// <b>Source</b>: LeCun, Cortes, Burges, The MNIST database: the ink fits a square of 20 of the picture's 28 pixels, and its centre of mass lies in the middle.
/// </remarks>
static class DrawnPicture
{
    const int Ink = 32, MostPixels = 1 << 20;
    const double Room = 28.0 / 20;

    /// <summary>A drawing as a browser sends it.</summary>
    /// <exception cref="ImageFormatException">It is no PNG file, or larger than any canvas of ours.</exception>
    public static Picture Read(byte[] png) => Png.Decode(png, "the drawing", MostPixels);

    /// <summary>What the network of a run takes.</summary>
    public static Tensor For(RunView run, Picture drawn) => PictureInput.From(drawn, (int)run.Recipe!.InputShape[1], (int)run.Recipe.InputShape[2]);

    /// <summary>What a network takes, as the address of a picture.</summary>
    public static string Address(Tensor input)
    {
        byte[] pixels = [.. input.ToArray<float>().Select(value => (byte)Math.Round(255 * value))];
        return "data:image/png;base64," + Convert.ToBase64String(Png.Encode(new Picture((int)input.Shape[3], (int)input.Shape[2], 1, pixels)));
    }

    /// <summary>The drawing, light on black, with room around it; null if nothing is drawn.</summary>
    public static Picture? Centred(Picture drawing)
    {
        Picture grey = drawing.ToGrey();
        int left = grey.Width, right = -1, top = grey.Height, bottom = -1;
        double mass = 0, massX = 0, massY = 0;
        for (int y = 0; y < grey.Height; y++)
        {
            for (int x = 0; x < grey.Width; x++)
            {
                int value = grey[x, y];
                if (value < Ink)
                    continue;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
                (mass, massX, massY) = (mass + value, massX + ((double)value * x), massY + ((double)value * y));
            }
        }

        if (right < 0)
            return null;
        int side = (int)Math.Ceiling(Math.Max(right - left + 1, bottom - top + 1) * Room);
        int shiftX = Within((int)Math.Round((side / 2.0) - (massX / mass)), left, right, side), shiftY = Within((int)Math.Round((side / 2.0) - (massY / mass)), top, bottom, side);
        Picture centred = new(side, side, 1);
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
                centred[x + shiftX, y + shiftY] = grey[x, y];
        }

        return centred;
    }

    // No ink beyond the edge, however far from the middle its mass lies.
    static int Within(int shift, int first, int last, int side) => Math.Clamp(shift, -first, side - 1 - last);
}
