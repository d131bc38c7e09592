using System.Buffers.Binary;

namespace Lamina.Cli.Tests;

/// <summary>A small set in the files of MNIST that any network learns: picture i has a bright block whose place is its label, i mod 10.</summary>
static class EasyPictures
{
    public const int Side = 28;

    /// <summary>Writes the four files into a sub-folder <c>mnist</c> of a parent folder.</summary>
    public static void Place(string parent, int train = 300, int test = 100)
    {
        string folder = Path.Combine(parent, "mnist");
        Directory.CreateDirectory(folder);
        foreach ((string part, int count) in ((string, int)[])[("train", train), ("t10k", test)])
        {
            Write(Path.Combine(folder, $"{part}-images-idx3-ubyte"), [count, Side, Side], [.. Enumerable.Range(0, count).SelectMany(Pixels)]);
            Write(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), [count], [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))]);
        }
    }

    public static byte[] Pixels(int index)
    {
        byte[] pixels = new byte[Side * Side];
        int label = index % 10, left = 4 + (4 * (label % 5)), top = 6 + (10 * (label / 5)), light = 200 + (index % 50);
        for (int y = top; y < top + 6; y++)
            pixels.AsSpan((y * Side) + left, 4).Fill((byte)light);
        return pixels;
    }

    /// <summary>Writes an idx file of bytes.</summary>
    public static void Write(string path, int[] shape, byte[] values)
    {
        byte[] file = new byte[4 + (4 * shape.Length) + values.Length];
        (file[2], file[3]) = (8, (byte)shape.Length);
        for (int i = 0; i < shape.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), shape[i]);
        values.CopyTo(file, 4 + (4 * shape.Length));
        File.WriteAllBytes(path, file);
    }
}
