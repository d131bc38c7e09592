using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Colours turned around the circle of hues; lightness and saturation stay.</summary>
internal static class Hue
{
    /// <param name="picture">The picture; grey stays as it is.</param>
    /// <param name="turns">Part of a full turn: red becomes green after a third.</param>
    public static Picture Turn(Picture picture, double turns)
    {
        if (picture.Channels == 1)
            return picture;
        Picture result = new(picture.Width, picture.Height, picture.Channels, picture.Pixels.ToArray());
        Span<byte> pixels = result.Pixels;
        for (int i = 0; i + 2 < pixels.Length; i += picture.Channels)
            Turn(pixels.Slice(i, 3), turns);
        return result;
    }

    static void Turn(Span<byte> pixel, double turns)
    {
        int red = pixel[0], green = pixel[1], blue = pixel[2];
        int most = Math.Max(red, Math.Max(green, blue)), least = Math.Min(red, Math.Min(green, blue)), range = most - least;
        if (range == 0)
            return;

        // In sixths of a turn: 0 is red, 2 green, 4 blue.
        double hue = most == red ? (double)(green - blue) / range : most == green ? 2 + ((double)(blue - red) / range) : 4 + ((double)(red - green) / range);
        hue += 6 * turns;
        for (int c = 0; c < 3; c++)
        {
            double apart = hue - (2 * c);
            apart = Math.Abs(apart - (6 * Math.Round(apart / 6)));
            pixel[c] = (byte)Math.Round(least + (range * Math.Clamp(2 - apart, 0, 1)), MidpointRounding.AwayFromZero);
        }
    }
}
