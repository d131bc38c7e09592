using System.Globalization;

namespace Lamina.Plots;

/// <summary>A colour of the standard space sRGB, 8 bits a channel.</summary>
/// <param name="Red">Red, 0 to 255.</param>
/// <param name="Green">Green, 0 to 255.</param>
/// <param name="Blue">Blue, 0 to 255.</param>
/// <param name="Opacity">1 hides what lies below, 0 is not seen.</param>
public readonly record struct Colour(byte Red, byte Green, byte Blue, double Opacity = 1)
{
    /// <summary>White, the ground of every figure.</summary>
    public static Colour White => new(255, 255, 255);

    /// <summary>The dark grey of text.</summary>
    public static Colour Ink => new(51, 51, 51);

    /// <summary>The grey of axes and of what is there to compare with.</summary>
    public static Colour Grey => new(136, 136, 136);

    internal static Colour Faint => new(228, 228, 228);

    /// <summary>As written in a style sheet, <c>#0072B2</c>; without the opacity.</summary>
    public string Hex => string.Create(CultureInfo.InvariantCulture, $"#{Red:X2}{Green:X2}{Blue:X2}");

    /// <summary>Share of the light that it gives back as the eye sees it, 0 to 1: (0.299 R + 0.587 G + 0.114 B) / 255.</summary>
    internal double Brightness => ((0.299 * Red) + (0.587 * Green) + (0.114 * Blue)) / 255;

    /// <summary>The same colour, more or less to be seen through.</summary>
    /// <param name="opacity">0 to 1.</param>
    public Colour Fade(double opacity) => this with { Opacity = opacity };

    /// <summary>Between this and another colour, channel by channel.</summary>
    internal Colour Towards(Colour other, double share) => new(
        Between(Red, other.Red, share), Between(Green, other.Green, share), Between(Blue, other.Blue, share));

    static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * Math.Clamp(share, 0, 1)));
}
