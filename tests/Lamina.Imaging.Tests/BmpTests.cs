using System.Text;
using Xunit;

namespace Lamina.Imaging.Tests;

public class BmpTests
{
    [Fact]
    public void Pixels_are_those_of_another_reader()
    {
        IReadOnlyList<PictureGolden> goldens = PictureGolden.All("bmp");
        Assert.True(goldens.Count >= 9);
        foreach (PictureGolden golden in goldens)
        {
            Picture picture = Pictures.Decode(golden.File, golden.Name);
            Assert.True(
                (picture.Width, picture.Height, picture.Channels) == (golden.Width, golden.Height, golden.Channels),
                $"{golden.Name}: {picture.Width}×{picture.Height}×{picture.Channels}");
            Assert.True(picture.Pixels.SequenceEqual(golden.Pixels), $"{golden.Name}: {Convert.ToHexString(picture.Pixels)}, expected {Convert.ToHexString(golden.Pixels)}");
        }
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        byte[] file = PictureGolden.All("bmp").First(golden => golden.Name == "rle8").File;
        Check(Encoding.ASCII.GetBytes("BX"), "does not start with BM");
        Check(file[..20], "the header has 40 bytes, and 6 are left");
        Check(file[..60], "the palette of 16 colours is cut off");
        Check(file[..^4], "ends before the picture does");
        Check(Changed(file, 18, 0), "0×3 pixels");
        Check(Changed(file, 28, 7), "7 bits a pixel in compression 1 are not read");
        Check(Changed(file, 10, 255), "the pixels would begin at byte 255");
        Check(Changed(file, 119, 200), "a pixel has colour 200, and the palette has 16");
        Check(Changed(file, 30, 0), "need 24 bytes, and 20 are left");

        static byte[] Changed(byte[] file, int at, byte value)
        {
            byte[] changed = [.. file];
            changed[at] = value;
            return changed;
        }

        static void Check(byte[] bytes, string part) =>
            Assert.Contains(part, Assert.Throws<ImageFormatException>(() => Bmp.Decode(bytes)).Message, StringComparison.Ordinal);
    }
}
