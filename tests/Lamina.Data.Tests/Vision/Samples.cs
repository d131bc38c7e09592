using Lamina.Data.Vision;
using Lamina.Imaging;

namespace Lamina.Data.Tests.Vision;

/// <summary>Small samples to transform, and where things are in them.</summary>
static class Samples
{
    /// <summary>Slopes and grain.</summary>
    public static Picture Grainy(int width, int height, int channels, int seed = 1)
    {
        Picture picture = new(width, height, channels);
        Draws draws = new(seed, 0, 0);
        for (int i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)((i * 3) + draws.Below(60));
        return picture;
    }

    /// <summary>A white rectangle on black, the mask 1 where it is, and its box.</summary>
    public static PictureSample Rectangle(int width, int height, int left, int top, int right, int bottom)
    {
        Picture picture = new(width, height, 3), mask = new(width, height, 1);
        for (int y = top; y < bottom; y++)
        {
            picture.Row(y)[(3 * left)..(3 * right)].Fill(255);
            mask.Row(y)[left..right].Fill(1);
        }

        return new PictureSample(picture, 7) { Mask = mask, Boxes = [new PictureBox(left, top, right, bottom, 3)], Source = "drawn" };
    }

    /// <summary>The box around what is not black, or null.</summary>
    public static (int X1, int Y1, int X2, int Y2)? Lit(Picture picture)
    {
        int x1 = int.MaxValue, y1 = int.MaxValue, x2 = -1, y2 = -1;
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                if (picture[x, y] == 0)
                    continue;
                (x1, y1, x2, y2) = (Math.Min(x1, x), Math.Min(y1, y), Math.Max(x2, x + 1), Math.Max(y2, y + 1));
            }
        }

        return x2 < 0 ? null : (x1, y1, x2, y2);
    }

    public static Draws Draws(long sample) => new(11, 0x7700_0000_0000_0000, sample);

    /// <summary>Applies a transform with numbers of a sample's own.</summary>
    public static PictureSample Do(this IPictureTransform transform, PictureSample sample, long number = 0)
    {
        Draws draws = Draws(number);
        return transform.Apply(sample, ref draws);
    }

    public static Picture Do(this IPictureTransform transform, Picture picture, long number = 0) => transform.Do(new PictureSample(picture), number).Picture;
}
