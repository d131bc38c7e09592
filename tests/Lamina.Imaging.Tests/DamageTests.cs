using Xunit;

namespace Lamina.Imaging.Tests;

public class DamageTests
{
    [Fact]
    public void CutFilesGiveTheTypedError()
    {
        foreach (byte[] file in Files())
        {
            for (int length = 0; length < file.Length; length += Math.Max(1, file.Length / 200))
                Read(file[..length], $"the first {length} of {file.Length} bytes");
        }
    }

    [Fact]
    public void DataThatAskForADictionaryAreRefused()
    {
        byte[] file = [.. PictureGolden.All("png")[0].File];

        // The second byte of the compressed data: the flag is set, and its own check is right.
        file[file.AsSpan().IndexOf("IDAT"u8) + 4] = 0x78;
        file[file.AsSpan().IndexOf("IDAT"u8) + 5] = 0x20;
        PngSurgery.MendChecksums(file);
        Assert.Contains("the compressed data is damaged", Assert.Throws<ImageFormatException>(() => Pictures.Decode(file)).Message, StringComparison.Ordinal);
    }

    static void Read(byte[] bytes, string what)
    {
        try
        {
            Pictures.Decode(bytes, maxPixels: 1 << 20);
        }
        catch (ImageFormatException error)
        {
            Assert.InRange(error.Offset, 0, bytes.Length);
        }
        catch (Exception error)
        {
            Assert.Fail($"{error.GetType().Name} ({error.Message}) for {what}");
        }
    }

    static IEnumerable<byte[]> Files()
    {
        foreach (PictureGolden golden in PictureGolden.All("png").Where((_, i) => i % 4 == 0))
            yield return golden.File;
        foreach (PictureGolden golden in PictureGolden.All("jpeg").Where((_, i) => i % 4 == 0).Concat(PictureGolden.All("bmp")))
            yield return golden.File;
        for (PnmFormat format = PnmFormat.P1; format <= PnmFormat.P6; format++)
        {
            int channels = format is PnmFormat.P3 or PnmFormat.P6 ? 3 : 1;
            yield return Pnm.Encode(TestPictures.Smooth(11, 5, channels), format);
        }

        yield return "P5 3 2 65535\n0123456789AB"u8.ToArray();
    }
}
