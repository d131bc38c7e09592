using Xunit;

namespace Lamina.Data.Tests;

public class IdxFileTests
{
    [Fact]
    public void ReadsPlainAndCompressedFiles()
    {
        foreach (int[] shape in (int[][])[[5], [0], [3, 2], [4, 28, 28], [1_700, 28, 28]])
        {
            byte[] values = IdxBytes.Values(shape.Aggregate(1, (a, b) => a * b));
            byte[] file = IdxBytes.Make(shape, values);
            foreach (byte[] bytes in (byte[][])[file, IdxBytes.Gzip(file)])
            {
                IdxFile idx = Read(bytes);
                Assert.Equal(shape, idx.Shape);
                Assert.True(idx.Values.Span.SequenceEqual(values));
            }
        }
    }

    [Fact]
    public void ErrorsNameTheFileAndTheFault()
    {
        byte[] file = IdxBytes.Make([3, 2], IdxBytes.Values(6));
        Check([], "shorter than the four bytes");
        Check([0, 0, 8], "shorter than the four bytes");
        Check([1, 0, 8, 1, 0, 0, 0, 0], "starts with 01000801");
        Check([0, 0, 8, 0], "starts with 00000800");
        Check([0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0], "idx type 0D");
        Check(file[..9], "ends within the 2 sizes");
        Check(file[..^1], "promises 3×2 = 6 values, and 5 bytes follow");
        Check([.. file, 1], "promises 3×2 = 6 values, and 7 bytes follow");
        Check(IdxBytes.Gzip(file[..^1]), "promises 3×2 = 6 values, and the data ends after 5");
        Check(IdxBytes.Gzip([.. file, 1]), "more data follows the 6 values");
        Check(IdxBytes.Gzip(file)[..^9], "does not end with the length of its content, 18");
        Check(IdxBytes.Gzip(file)[..12], "shorter than the four bytes");
        byte[] wrongSum = IdxBytes.Gzip(file);
        wrongSum[^6] ^= 1;
        Check(wrongSum, "the gzip data is damaged or cut short. Delete the file");
        Check([0, 0, 8, 2, 127, 255, 255, 255, 127, 255, 255, 255, 1], "more than the limit");
        Check([0, 0, 8, 8, .. Enumerable.Repeat<byte[]>([127, 255, 255, 255], 8).SelectMany(size => size)], "more than the limit");
        Check([0, 0, 8, 1, 255, 255, 255, 255, 1], "size 0 is 4294967295");

        static void Check(byte[] bytes, string part)
        {
            DataFormatException error = Assert.Throws<DataFormatException>(() => Read(bytes));
            Assert.StartsWith("dir/x-ubyte", error.Message, StringComparison.Ordinal);
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void APromiseTakesNoMemoryBeforeItIsKept()
    {
        byte[] liar = IdxBytes.Gzip(IdxBytes.Make([1_000_000, 28, 28], new byte[100]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataFormatException>(() => Read(liar));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
    }

    static IdxFile Read(byte[] bytes) => IdxFile.Read(new MemoryStream(bytes), "dir/x-ubyte");
}
