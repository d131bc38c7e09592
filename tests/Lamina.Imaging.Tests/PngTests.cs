using Xunit;

namespace Lamina.Imaging.Tests;

public class PngTests
{
    [Fact]
    public void ReadsWhatAnotherEncoderWrote()
    {
        Assert.True(PictureGolden.All("png").Count > 150);
        foreach (PictureGolden golden in PictureGolden.All("png"))
        {
            Picture picture = Png.Decode(golden.File, golden.Name);
            Assert.True(
                (picture.Width, picture.Height, picture.Channels) == (golden.Width, golden.Height, golden.Channels),
                $"{golden.Name}: {picture.Width}×{picture.Height}×{picture.Channels}");
            Assert.True(picture.Pixels.SequenceEqual(golden.Pixels), $"{golden.Name}: the pixels differ");
        }
    }

    [Fact]
    public void ReadsBackWhatItWrote()
    {
        foreach (int channels in (int[])[1, 3, 4])
        {
            foreach ((int width, int height) in ((int, int)[])[(1, 1), (1, 7), (28, 28), (131, 67)])
            {
                Picture picture = TestPictures.Smooth(width, height, channels);
                Picture back = Png.Decode(Png.Encode(picture));
                Assert.Equal((width, height, channels), (back.Width, back.Height, back.Channels));
                Assert.True(back.Pixels.SequenceEqual(picture.Pixels), $"{width}×{height}×{channels}");
            }
        }
    }

    [Fact]
    public void FiltersMakeSmoothPicturesSmall()
    {
        Picture picture = TestPictures.Smooth(200, 200, 3);
        Assert.True(Png.Encode(picture).Length < picture.Pixels.Length / 4);
    }

    [Fact]
    public void ReadsAndWritesFiles()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
        try
        {
            Picture picture = TestPictures.Smooth(20, 10, 3);
            Png.Write(TestPictures.Smooth(3, 3, 1), path);
            Png.Write(picture, path);
            Assert.True(Pictures.Read(path).Pixels.SequenceEqual(picture.Pixels));
            Assert.Empty(Directory.GetFiles(Path.GetTempPath(), $"{Path.GetFileName(path)}.*.tmp"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void RefusesTooManyPixelsBeforeTakingMemory()
    {
        byte[] file = Png.Encode(TestPictures.Smooth(100, 100, 1));
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Png.Decode(file, "a.png", maxPixels: 9_999));
        Assert.Contains("a.png, byte 8: the picture has 100×100 pixels, more than the limit of 9999", error.Message, StringComparison.Ordinal);

        // A header that promises 1.6 GB over 100 bytes of data: nothing like that may be allocated.
        byte[] huge = PngSurgery.WithHeader(file, 40_000, 40_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ImageFormatException>(() => Png.Decode(huge, maxPixels: long.MaxValue));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void ErrorsSayWhatIsWrong()
    {
        byte[] file = Png.Encode(TestPictures.Smooth(9, 9, 1));
        Check([], "does not start with the PNG signature");
        Check(file[..20], "the chunk IHDR promises 13 bytes");
        Check(file[..33], "ends before its end chunk");
        Check(file[..^12], "ends before its end chunk");
        byte[] flipped = [.. file];
        flipped[45] ^= 1;
        Check(flipped, "the checksum of chunk IDAT");
        byte[] wrongSum = [.. file];
        wrongSum[^17] ^= 1; // the last byte of the compressed stream's own checksum
        PngSurgery.MendChecksums(wrongSum);
        Check(wrongSum, "the compressed data is damaged");
        Check(PngSurgery.WithHeader(file, 0, 9), "0×9 pixels");
        Check(PngSurgery.WithHeader(file, 9, 10), "ends in row 9");
        Check(PngSurgery.WithHeader(file, 9, 9, bits: 3), "cannot have 3 bits");
        Check(PngSurgery.WithHeader(file, 9, 9, color: 3), "has none (PLTE)");
        Check(PngSurgery.WithHeader(file, 9, 9, color: 5), "colour type 5 does not exist");

        static void Check(byte[] bytes, string part) =>
            Assert.Contains(part, Assert.Throws<ImageFormatException>(() => Png.Decode(bytes)).Message, StringComparison.Ordinal);
    }
}
