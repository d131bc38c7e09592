using System.IO.Compression;
using Xunit;

namespace Lamina.Imaging.Tests;

public class JpegTests
{
    [Fact]
    public void Pixels_are_those_of_libjpeg()
    {
        IReadOnlyList<PictureGolden> goldens = PictureGolden.All("jpeg");
        Assert.True(goldens.Count > 30);
        foreach (PictureGolden golden in goldens)
        {
            Picture picture = Pictures.Decode(golden.File, golden.Name);
            Assert.True(
                (picture.Width, picture.Height, picture.Channels) == (golden.Width, golden.Height, golden.Channels),
                $"{golden.Name}: {picture.Width}×{picture.Height}×{picture.Channels}");
            // Four inks are mixed by rounding of our own; all else is the same arithmetic.
            int allowed = golden.Name == "cmyk" ? 1 : 0;
            for (int i = 0; i < golden.Pixels.Length; i++)
                Assert.True(Math.Abs(picture.Pixels[i] - golden.Pixels[i]) <= allowed, $"{golden.Name}: sample {i} is {picture.Pixels[i]}, expected {golden.Pixels[i]}");
        }
    }

    [Fact]
    public void Photographs_of_a_data_set_are_read()
    {
        string archive = Path.Combine(Environment.GetEnvironmentVariable("LAMINA_DATA") ?? "", "bccd", "BCCD.zip");
        if (!File.Exists(archive))
            Assert.Skip($"There is no {archive}: LAMINA_DATA names no folder with bccd.");
        using ZipArchive zip = ZipFile.OpenRead(archive);
        ZipArchiveEntry[] photographs = [.. zip.Entries.Where(entry => entry.Name.EndsWith(".jpg", StringComparison.Ordinal))];
        Assert.True(photographs.Length > 300);
        foreach (ZipArchiveEntry photograph in photographs.Where((_, i) => i % 12 == 0))
        {
            using Stream stream = photograph.Open();
            using MemoryStream bytes = new();
            stream.CopyTo(bytes);
            Picture picture = Jpeg.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), photograph.Name);
            Assert.Equal((640, 480, 3), (picture.Width, picture.Height, picture.Channels));
        }
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        PictureGolden golden = Golden("rgb-420-33x19");
        byte[] file = golden.File;
        Check([0xFF, 0xD8, 0x00], "does not start with JPEG's marker");
        Check(file[..2], "does not start with JPEG's marker");
        Check(file[..40], "segment");
        Check(file[..^40], "the scan's data ends in row");
        Check(file[..^2], "ends before the picture does");
        Check(Changed(file, 0xC0, -3, 0xC3), "process 3 (lossless)");
        Check(Changed(file, 0xC0, -3, 0xC9), "process 9 (arithmetic codes)");
        Check(Changed(file, 0xC0, 0, 12), "the samples have 12 bits");
        Check(Changed(file, 0xC0, 4, 0), "0×19 pixels");
        Check(Changed(file, 0xC0, 5, 2), "which does not fit its components");
        Check(Changed(file, 0xC0, 7, 0x35), "sampling factors 3×5");
        Check(Changed(file, 0xC0, 10, 0x31), "are no whole ratio");
        Check(Changed(file, 0xDA, 1, 77), "component 77");
        Check(Changed(file, 0xDA, 2, 0x33), "Huffman table 3 (DC) is missing");
        Check(Changed(Golden("restart-1").File, 0xD1, -3, 0xD5), "restart marker 1 is missing");

        // A valid progressive file whose last scan comes again and again.
        byte[] progressive = Golden("grey-progressive").File;
        int scan = progressive.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] last = progressive[scan..^2];
        Check([.. progressive[..^2], .. Enumerable.Repeat(last, 300).SelectMany(bytes => bytes), 0xFF, 0xD9], "more than 200 scans");

        ImageFormatException large = Assert.Throws<ImageFormatException>(() => Jpeg.Decode(file, "a.jpg", maxPixels: 600));
        Assert.Contains("the picture has 33×19 pixels, more than the limit of 600", large.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_takes_no_memory_that_its_data_cannot_fill()
    {
        byte[] file = Golden("rgb-420-33x19").File;
        byte[] huge = Changed(Changed(Changed(Changed(file, 0xC0, 1, 0xFF), 0xC0, 2, 0xFF), 0xC0, 3, 0xFF), 0xC0, 4, 0xFF);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageFormatException error = Assert.Throws<ImageFormatException>(() => Jpeg.Decode(huge, maxPixels: long.MaxValue));
        Assert.Contains("cannot come from a file of", error.Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    static PictureGolden Golden(string name) => PictureGolden.All("jpeg").First(golden => golden.Name == name);

    // A byte of a marker's content changed; byte −3 is the marker itself.
    static byte[] Changed(byte[] file, byte marker, int place, byte value)
    {
        byte[] changed = [.. file];
        changed[changed.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]) + 4 + place] = value;
        return changed;
    }

    static void Check(byte[] bytes, string part) =>
        Assert.Contains(part, Assert.Throws<ImageFormatException>(() => Jpeg.Decode(bytes)).Message, StringComparison.Ordinal);
}
