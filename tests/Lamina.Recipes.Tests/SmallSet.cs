using System.Buffers.Binary;
using Lamina.Data;

namespace Lamina.Recipes.Tests;

/// <summary>A small data set in the four files of MNIST, so that a recipe trains on it in a moment.</summary>
static class SmallSet
{
    /// <summary>Pictures of the training part.</summary>
    public const int TrainCount = 360;

    /// <summary>Writes a set below a parent folder of data sets.</summary>
    /// <param name="parent">The parent folder.</param>
    /// <param name="name">The set's sub-folder, such as <c>mnist</c>.</param>
    /// <param name="other">True for another test part: fewer pictures, ink and paper changed, each with the label 0.</param>
    public static void Write(string parent, string name, bool other)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        Part(folder, "train", Digits.Generate(TrainCount, seed: 1), other: false);
        Part(folder, "t10k", Digits.Generate(other ? 50 : 80, seed: 1, part: DigitsPart.Test), other);
    }

    static void Part(string folder, string part, ImageSet set, bool other)
    {
        byte[] pixels = set.Pixels.ToArray(), labels = set.Labels.ToArray();
        if (other)
        {
            pixels = [.. pixels.Select(value => (byte)(255 - value))];
            Array.Clear(labels);
        }

        Idx(Path.Combine(folder, $"{part}-images-idx3-ubyte"), pixels, labels.Length, Digits.Side, Digits.Side);
        Idx(Path.Combine(folder, $"{part}-labels-idx1-ubyte"), labels, labels.Length);
    }

    // Two zeros, the type of bytes, the number of axes, their sizes, the values.
    static void Idx(string path, byte[] values, params int[] sizes)
    {
        byte[] head = new byte[4 + (4 * sizes.Length)];
        (head[2], head[3]) = (8, (byte)sizes.Length);
        for (int i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (4 * i)), sizes[i]);
        File.WriteAllBytes(path, [.. head, .. values]);
    }
}
