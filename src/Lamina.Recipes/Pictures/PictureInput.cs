using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;

namespace Lamina.Recipes.Pictures;

/// <summary>
/// Reads the pictures that a network is asked about, and brings them to its size: grey, light strokes on black. A picture
/// whose border is brighter than half is taken as dark on white and inverted; one of another size is scaled by area
/// averages to fit, and centred. For a network of coloured pictures the shorter side is scaled to its size, and the middle is looked at.
/// </summary>
public static class PictureInput
{
    /// <summary>The pictures of a file: one of a PNG, JPEG, BMP or PNM file, all of an idx file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="height">Rows that the network takes.</param>
    /// <param name="width">Columns that the network takes.</param>
    /// <param name="channels">1 for grey, 3 for colours.</param>
    /// <returns>[N, channels, height, width], x / 255.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DataFormatException">An idx file holds pictures of another size, or none.</exception>
    /// <exception cref="ImageFormatException">The file is no picture, or a damaged one.</exception>
    public static Tensor Read(string path, int height, int width, int channels = 1)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'.");
        if (channels == 3)
            return InColours(IsIdx(path) ? throw new DataFormatException($"'{path}' holds grey pictures; this network takes coloured ones. Give pictures (PNG, JPEG, BMP, PPM).") : Imaging.Pictures.Read(path), height, width);
        if (IsIdx(path))
            return Scaled(FromIdx(path, height, width), height, width);
        return From(Imaging.Pictures.Read(path), height, width);
    }

    /// <summary>One picture, of any size and channels.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="height">Rows that the network takes.</param>
    /// <param name="width">Columns that the network takes.</param>
    /// <returns>[1, 1, height, width], x / 255.</returns>
    public static Tensor From(Picture picture, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return Scaled(Fit(picture.ToGrey(), height, width), height, width);
    }

    static Tensor InColours(Picture picture, int height, int width)
    {
        Draws none = default;
        PictureSample sized = new CenterCrop((height, width)).Apply(new Resize(Math.Max(height, width)).Apply(new PictureSample(picture), ref none), ref none);
        ReadOnlySpan<byte> pixels = sized.Picture.Pixels;
        int channels = sized.Picture.Channels, size = height * width;
        byte[] planes = new byte[3 * size];

        // Grey is the same in all three; alpha is passed by.
        for (int i = 0; i < planes.Length; i++)
            planes[i] = pixels[(i % size * channels) + (channels == 1 ? 0 : i / size)];
        return Tensor.From<byte>(planes, [1, 3, height, width]).To(DType.Float32) / 255;
    }

    // By the first bytes, never by the name: two zeros as idx files have, or those of gzip, in which they are published.
    static bool IsIdx(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        return stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0, 0] or [0x1F, 0x8B];
    }

    static byte[] FromIdx(string path, int height, int width)
    {
        IdxFile file = IdxFile.Read(path);
        if (file.Shape.Count != 3 || file.Shape[1] != height || file.Shape[2] != width)
            throw new DataFormatException($"'{path}' holds [{string.Join(", ", file.Shape)}]; this network takes pictures [N, {height}, {width}] with N of 1 or more. Give such a file, or pictures (PNG, JPEG, BMP, PGM), which are scaled.");
        if (file.Shape[0] == 0)
            throw new DataFormatException($"'{path}' holds no pictures. Give a file that has some.");
        return file.Values.ToArray();
    }

    static Tensor Scaled(byte[] pixels, int height, int width) =>
        Tensor.From<byte>(pixels, [pixels.Length / (height * width), 1, height, width]).To(DType.Float32) / 255;

    static byte[] Fit(Picture picture, int height, int width)
    {
        bool inverted = BorderMean(picture) > 127;
        double scale = Math.Min((double)width / picture.Width, (double)height / picture.Height);
        int wide = Math.Max(1, (int)Math.Round(picture.Width * scale)), high = Math.Max(1, (int)Math.Round(picture.Height * scale));
        int left = (width - wide) / 2, top = (height - high) / 2;
        byte[] pixels = new byte[height * width];
        for (int y = 0; y < high; y++)
        {
            for (int x = 0; x < wide; x++)
            {
                double value = Area(picture, (double)x * picture.Width / wide, (double)(x + 1) * picture.Width / wide, (double)y * picture.Height / high, (double)(y + 1) * picture.Height / high);
                pixels[((y + top) * width) + x + left] = (byte)Math.Round(inverted ? 255 - value : value);
            }
        }

        return pixels;
    }

    // The mean over a rectangle whose edges may cut pixels.
    static double Area(Picture picture, double left, double right, double top, double bottom)
    {
        double sum = 0, weight = 0;
        for (int y = (int)top; y < Math.Min(picture.Height, (int)Math.Ceiling(bottom)); y++)
        {
            double rows = Math.Min(bottom, y + 1) - Math.Max(top, y);
            for (int x = (int)left; x < Math.Min(picture.Width, (int)Math.Ceiling(right)); x++)
            {
                double area = rows * (Math.Min(right, x + 1) - Math.Max(left, x));
                sum += area * picture[x, y];
                weight += area;
            }
        }

        return weight > 0 ? sum / weight : 0;
    }

    static double BorderMean(Picture picture)
    {
        double sum = 0;
        for (int x = 0; x < picture.Width; x++)
            sum += picture[x, 0] + picture[x, picture.Height - 1];
        for (int y = 0; y < picture.Height; y++)
            sum += picture[0, y] + picture[picture.Width - 1, y];
        return sum / (2.0 * (picture.Width + picture.Height));
    }
}
