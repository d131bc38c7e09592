using System.IO.Compression;
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
    public void ChangedFilesGiveAPictureOrTheTypedError()
    {
        Random random = new(1);
        int pictures = 0, errors = 0;
        foreach (byte[] file in Files())
        {
            for (int i = 0; i < 150; i++)
            {
                byte[] changed = [.. file];
                int changes = random.Next(1, 4);
                for (int change = 0; change < changes; change++)
                {
                    // Most of what decides stands near the start.
                    int at = random.Next(random.Next(2) == 0 ? Math.Min(60, file.Length) : file.Length);
                    changed[at] = random.Next(3) switch
                    {
                        0 => (byte)random.Next(256),
                        1 => (byte)(changed[at] ^ (1 << random.Next(8))),
                        _ => random.Next(2) == 0 ? (byte)0 : (byte)255,
                    };
                }

                if (random.Next(4) > 0)
                    PngSurgery.MendChecksums(changed);
                if (Read(changed, Convert.ToHexString(changed)))
                    pictures++;
                else
                    errors++;
            }
        }

        Assert.True(pictures > 300 && errors > 1000, $"{pictures} pictures, {errors} errors: the changes reach too little");
    }

    [Fact]
    public void ChangedRowsGiveAPictureOrTheTypedError()
    {
        Random random = new(2);
        foreach (PictureGolden golden in PictureGolden.All("png"))
        {
            // Valid compressed data over changed rows: filters and palette numbers out of range, rows too few or too many.
            for (int i = 0; i < 10; i++)
            {
                byte[] rows = new byte[random.Next(1, 400)];
                random.NextBytes(rows);
                for (int at = 0; at < rows.Length; at += random.Next(1, 9))
                    rows[at] = (byte)random.Next(6);
                MemoryStream data = new();
                using (ZLibStream stream = new(data, CompressionLevel.Fastest, leaveOpen: true))
                    stream.Write(rows);
                MemoryStream file = new();
                int start = golden.File.AsSpan().IndexOf("IDAT"u8) - 4;
                file.Write(golden.File.AsSpan(0, start));
                PngWriter.WriteChunk(file, PngChunk.Data, data.ToArray());
                PngWriter.WriteChunk(file, PngChunk.End, []);
                Read(file.ToArray(), golden.Name);
            }
        }
    }

    static bool Read(byte[] bytes, string what)
    {
        try
        {
            Pictures.Decode(bytes, maxPixels: 1 << 20);
            return true;
        }
        catch (ImageFormatException error)
        {
            Assert.InRange(error.Offset, 0, bytes.Length);
            return false;
        }
        catch (Exception error)
        {
            Assert.Fail($"{error.GetType().Name} ({error.Message}) for {what}");
            return false;
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
