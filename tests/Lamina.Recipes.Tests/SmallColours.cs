using System.IO.Compression;

namespace Lamina.Recipes.Tests;

/// <summary>A small data set in the records of CIFAR-10, so that a recipe trains on it in a moment: each class has a colour of its own, and noise over it.</summary>
static class SmallColours
{
    const int Pixels = 32 * 32, TrainCount = 200, TestCount = 40;

    /// <summary>Writes a set below a parent folder of data sets.</summary>
    /// <param name="parent">The parent folder.</param>
    /// <param name="other">True for another test part: fewer pictures, each with the label 0.</param>
    public static void Write(string parent, bool other)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, "cifar10-subset")).FullName;
        Records(Path.Combine(folder, "data_batch_1.bin.gz"), TrainCount, seed: 1, label: null);
        Records(Path.Combine(folder, "test_batch.bin.gz"), other ? TestCount / 2 : TestCount, seed: 2, other ? (byte)0 : null);
    }

    static void Records(string path, int count, int seed, byte? label)
    {
        Random random = new(seed);
        using GZipStream file = new(File.Create(path), CompressionLevel.Fastest);
        for (int i = 0; i < count; i++)
        {
            byte kind = (byte)(i % 10);
            byte[] record = new byte[1 + (3 * Pixels)];
            record[0] = label ?? kind;
            for (int at = 0; at < 3 * Pixels; at++)
                record[1 + at] = (byte)((((kind * 37) + (at / Pixels * 80)) % 200) + random.Next(50));
            file.Write(record);
        }
    }
}
