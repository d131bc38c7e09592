using System.Text;
using Xunit;

namespace Lamina.Imaging.Tests;

public class PnmTests
{
    [Fact]
    public void ReadsTextFiles()
    {
        Check("P1\n# a comment\n3 2\n1 0 1\n010", 3, 2, 1, [0, 255, 0, 255, 0, 255]);
        Check("P2 2 2 15\n0 15 # half\n 7\t8", 2, 2, 1, [0, 255, 119, 136]);
        Check("P2\n2 1\n65535\n65535 32768", 2, 1, 1, [255, 128]);
        Check("P3 1 2 255 1 2 3 4 5 6\n", 1, 2, 3, [1, 2, 3, 4, 5, 6]);

        static void Check(string text, int width, int height, int channels, byte[] pixels)
        {
            Picture picture = Pnm.Decode(Encoding.ASCII.GetBytes(text));
            Assert.Equal((width, height, channels), (picture.Width, picture.Height, picture.Channels));
            Assert.Equal(pixels, picture.Pixels.ToArray());
        }
    }

    [Fact]
    public void ReadsByteFiles()
    {
        Check("P4 10 2\n"u8, [0b1010_0000, 0b0100_0000, 0, 0], [0, 255, 0, 255, 255, 255, 255, 255, 255, 0, .. Enumerable.Repeat((byte)255, 10)]);
        Check("P5 3 1 255\n"u8, [9, 10, 35], [9, 10, 35]);
        Check("P5 3 1 100 "u8, [0, 50, 100], [0, 128, 255]);
        Check("P5 2 1 65535\n"u8, [0xFF, 0xFF, 0x80, 0x00], [255, 128]);
        Check("P6 1 1 255\r"u8, [1, 2, 3], [1, 2, 3]);
        Check("P6\n#x\n1 1\n255\n"u8, [1, 2, 3, 99], [1, 2, 3]);

        static void Check(ReadOnlySpan<byte> header, byte[] data, byte[] pixels) =>
            Assert.Equal(pixels, Pnm.Decode([.. header, .. data]).Pixels.ToArray());
    }

    [Fact]
    public void ReadsBackWhatItWrote()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pnm");
        try
        {
            for (PnmFormat format = PnmFormat.P1; format <= PnmFormat.P6; format++)
            {
                Picture picture = TestPictures.Smooth(19, 6, format is PnmFormat.P3 or PnmFormat.P6 ? 3 : 1);
                if (format is PnmFormat.P1 or PnmFormat.P4)
                {
                    foreach (ref byte pixel in picture.Pixels)
                        pixel = pixel < 128 ? (byte)0 : (byte)255;
                }

                Pnm.Write(picture, path, format);
                Assert.True(Pictures.Read(path).Pixels.SequenceEqual(picture.Pixels), $"{format}");
            }

            Pnm.Write(TestPictures.Smooth(4, 4, 3), path);
            Assert.Equal((byte)'6', File.ReadAllBytes(path)[1]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ErrorsSayWhatIsWrong()
    {
        Check("P7 1 1", "no known kind of picture");
        Check("P5", "the width should stand here; the end of the file came");
        Check("P5 x", "the width should stand here; 'x' came");
        Check("P5 0 1 255 ", "0×1 pixels");
        Check("P5 1 1 70000 a", "the largest value is larger than 65535");
        Check("P5 99999999999 1 255 a", "the width is larger than");
        Check("P5 2 2 255 abc", "need at least 4 bytes, and 3 are left");
        Check("P5 1 1 50 z", "a sample is 122, and the largest value is 50");
        Check("P1 1 1 2", "a pixel of P1 is 0 or 1; '2' came");
        Check("P2 1 1 9 10", "a sample is larger than 9");
        Check("P6 60000 60000 255 ", "more than the limit");

        Assert.Throws<ArgumentException>(() => Pnm.Encode(new Picture(1, 1, 4), PnmFormat.P6));
        Assert.Throws<ArgumentException>(() => Pnm.Encode(new Picture(1, 1, 3), PnmFormat.P5));

        static void Check(string text, string part)
        {
            ImageFormatException error = Assert.Throws<ImageFormatException>(() => Pictures.Decode(Encoding.ASCII.GetBytes(text), "x.pgm"));
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
            Assert.StartsWith("x.pgm, byte ", error.Message, StringComparison.Ordinal);
        }
    }
}
