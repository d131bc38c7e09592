using Xunit;

namespace Lamina.Formats.Tests;

public sealed class SafetensorsTests
{
    static readonly DType[] AllDTypes = Enum.GetValues<DType>();

    static string Folder => Directory.CreateTempSubdirectory("lamina-safetensors-").FullName;

    [Fact]
    public void EveryDTypeAndShapeComesBack()
    {
        string path = Path.Combine(Folder, "new", "all.safetensors");
        OrderedDictionary<string, Tensor> tensors = [];
        foreach (DType dtype in AllDTypes)
        {
            foreach (Shape shape in (Shape[])[[], [0], [5], [2, 3], [3, 0, 2], [2, 1, 3, 2]])
            {
                double[] values = [.. Enumerable.Range(0, (int)shape.Count).Select(i => dtype == DType.Bool ? i % 2 : (double)(i % 100))];
                tensors[$"{dtype.Name()} {shape} \"ü\n"] = Tensor.From<double>(values, shape).To(dtype);
            }
        }

        Safetensors.Save(path, tensors, [new("format", "pt"), new("note", "π ≈ 3")]);
        SafetensorsFile back = Safetensors.Load(path);
        Assert.Equal(tensors.Keys, back.Tensors.Keys);
        Assert.Equal([new("format", "pt"), new("note", "π ≈ 3")], back.Metadata);
        foreach ((string name, Tensor tensor) in tensors)
        {
            Assert.Equal(tensor.Spec, back.Tensors[name].Spec);
            Assert.Equal(tensor.ToArray<double>(), back.Tensors[name].ToArray<double>());
        }
    }

    [Fact]
    public void SpecialValuesKeepTheirBits()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, float.MaxValue];
        string path = Path.Combine(Folder, "special.safetensors");
        Safetensors.Save(path, [new("x", Tensor.From(values))]);
        float[] back = Safetensors.Load(path).Tensors["x"].ToArray<float>();
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), back.Select(BitConverter.SingleToInt32Bits));
    }

    [Fact]
    public void ViewsAreWrittenAsWhatTheyShow()
    {
        Tensor matrix = Tensor.From<float>([1, 2, 3, 4, 5, 6], [2, 3]);
        string path = Path.Combine(Folder, "views.safetensors");
        Safetensors.Save(path, [new("transposed", matrix.T), new("part", matrix.Slice(1, 1, 3)), new("wide", Tensor.From(7f).Expand([2, 2]))]);
        OrderedDictionary<string, Tensor> back = Safetensors.Load(path).Tensors;
        Assert.Equal([1, 4, 2, 5, 3, 6], back["transposed"].ToArray<float>());
        Assert.Equal([2, 3, 5, 6], back["part"].ToArray<float>());
        Assert.Equal([7, 7, 7, 7], back["wide"].ToArray<float>());
    }

    /// <summary>Tensors longer than the piece in which they are moved, with a length that is no multiple of it.</summary>
    [Fact]
    public void LongTensorsComeBack()
    {
        double[] doubles = new double[300_007];
        sbyte[] bytes = new sbyte[2_500_003];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = Math.Sin(i);
        for (int i = 0; i < bytes.Length; i++)
            bytes[i] = (sbyte)(i * 31);
        string path = Path.Combine(Folder, "long.safetensors");
        Safetensors.Save(path, [new("bytes", Tensor.From<sbyte>(bytes, [bytes.Length])), new("doubles", Tensor.From(doubles))]);
        OrderedDictionary<string, Tensor> back = Safetensors.Load(path).Tensors;
        Assert.Equal(["bytes", "doubles"], back.Keys);
        Assert.True(doubles.AsSpan().SequenceEqual(back["doubles"].ToArray<double>()));
        Assert.True(bytes.AsSpan().SequenceEqual(back["bytes"].ToArray<sbyte>()));
    }

    /// <summary>The bytes, by the format's description: length, header padded to 8 bytes, wide elements first.</summary>
    [Fact]
    public void TheBytesAreThoseOfTheFormat()
    {
        using MemoryStream stream = new();
        Safetensors.Save(stream, [new("b", Tensor.From<byte>([7, 8, 9], [3])), new("a", Tensor.From(1f))], [new("k", "v")]);
        byte[] bytes = stream.ToArray();
        string header = """{"__metadata__":{"k":"v"},"b":{"dtype":"U8","shape":[3],"data_offsets":[4,7]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""";
        int padded = (header.Length + 7) / 8 * 8;
        Assert.Equal(padded, BitConverter.ToInt64(bytes));
        Assert.Equal(header.PadRight(padded), System.Text.Encoding.UTF8.GetString(bytes, 8, padded));
        Assert.Equal([0, 0, 0x80, 0x3f, 7, 8, 9], bytes[(8 + padded)..]);
    }

    [Fact]
    public void AFailedWriteLeavesTheOldFileAndNothingElse()
    {
        string folder = Folder, path = Path.Combine(folder, "kept.safetensors");
        Safetensors.Save(path, [new("x", Tensor.From(1f))]);
        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, [new("x", Tensor.From(2f)), new("x", Tensor.From(3f))]));
        Assert.Throws<ArgumentException>(() => Safetensors.Save(path, [new("__metadata__", Tensor.From(2f))]));
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new IOException("disk full");
        }));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));
        Assert.Equal(1f, Safetensors.Load(path).Tensors["x"].ToSingle());
        Safetensors.Save(path, [new("x", Tensor.From(2f))]);
        Assert.Equal(2f, Safetensors.Load(path).Tensors["x"].ToSingle());
    }

    [Fact]
    public void AMissingFileIsSaidToBeMissing() =>
        Assert.Throws<FileNotFoundException>(() => Safetensors.Load(Path.Combine(Folder, "none.safetensors")));
}
