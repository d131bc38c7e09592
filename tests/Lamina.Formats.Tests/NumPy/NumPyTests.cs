using System.Buffers.Binary;
using Xunit;

namespace Lamina.Formats.Tests.NumPyFiles;

public sealed class NumPyTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-numpy-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string At(string name) => Path.Combine(_folder, name);

    // Value i of a golden array is (i − 3)/4, of signed integers i − 3, of others i.
    static double[] Values(int count, DType dtype, bool unsigned) =>
        [.. Enumerable.Range(0, count).Select(i => dtype.IsFloatingPoint() ? (i - 3) / 4.0 : dtype == DType.Bool ? i % 2 : unsigned ? i : i - 3)];

    [Theory]
    [InlineData("f2", DType.Float16)]
    [InlineData("f4", DType.Float32)]
    [InlineData("f8", DType.Float64)]
    [InlineData("i1", DType.Int8)]
    [InlineData("i2", DType.Int16)]
    [InlineData("i4", DType.Int32)]
    [InlineData("i8", DType.Int64)]
    [InlineData("u1", DType.UInt8)]
    [InlineData("u2", DType.Int32)]
    [InlineData("u4", DType.Int64)]
    [InlineData("u8", DType.Int64)]
    [InlineData("bool", DType.Bool)]
    [InlineData("big_f4", DType.Float32)]
    [InlineData("big_i2", DType.Int16)]
    [InlineData("big_u2", DType.Int32)]
    public void What_NumPy_wrote_is_read(string name, DType dtype)
    {
        Tensor tensor = NumPy.Load(GoldenFolder.At(name + ".npy"));
        Assert.Equal((dtype, Shape.Create([2, 3])), (tensor.DType, tensor.Shape));
        Assert.Equal(Values(6, dtype, name.Contains('u') && name != "bool"), tensor.To(DType.Float64).ToArray<double>());
    }

    [Theory]
    [InlineData("<i2", "<u2", DType.Int32)]
    [InlineData("<i2", ">u2", DType.Int32)]
    [InlineData("<i4", "<u4", DType.Int64)]
    [InlineData("<i4", ">u4", DType.Int64)]
    public void Unsigned_numbers_are_read_wider_however_many(string written, string named, DType dtype)
    {
        Tensor bits = Tensor.Arange(-300_000, 300_001).To(written == "<i2" ? DType.Int16 : DType.Int32);
        NumPy.Save(At("a.npy"), bits);
        byte[] file = File.ReadAllBytes(At("a.npy"));
        System.Text.Encoding.ASCII.GetBytes(named).CopyTo(file, file.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(written)));
        File.WriteAllBytes(At("a.npy"), file);
        Tensor read = NumPy.Load(At("a.npy"));
        Assert.Equal(dtype, read.DType);
        bool turned = named[0] == '>';
        long[] expected = dtype == DType.Int32
            ? [.. bits.ToArray<short>().Select(value => (long)(ushort)(turned ? BinaryPrimitives.ReverseEndianness(value) : value))]
            : [.. bits.ToArray<int>().Select(value => (long)(uint)(turned ? BinaryPrimitives.ReverseEndianness(value) : value))];
        Assert.Equal(expected, read.To(DType.Int64).ToArray<long>());
    }

    [Fact]
    public void Orders_and_ranks_are_read()
    {
        Tensor fortran = NumPy.Load(GoldenFolder.At("fortran.npy"));
        Assert.Equal([2L, 3, 2], fortran.Shape.ToArray());
        Assert.Equal(Values(12, DType.Float32, false), fortran.To(DType.Float64).ToArray<double>());
        Assert.Equal(0.25, NumPy.Load(GoldenFolder.At("scalar.npy")).ToDouble());
        Assert.Equal([0L, 3], NumPy.Load(GoldenFolder.At("empty.npy")).Shape.ToArray());
    }

    [Theory]
    [InlineData("plain.npz")]
    [InlineData("packed.npz")]
    public void Archives_are_read(string name)
    {
        OrderedDictionary<string, Tensor> tensors = NumPy.LoadArchive(GoldenFolder.At(name));
        Assert.Equal(["first", "second"], tensors.Keys);
        Assert.Equal(Values(6, DType.Float32, false), tensors["first"].To(DType.Float64).ToArray<double>());
        Assert.Equal([-3L, -2, -1, 0], tensors["second"].ToArray<long>());
    }

    [Fact]
    public void What_is_no_tensor_is_refused()
    {
        foreach (string name in GoldenFolder.Names("refused_*.npy"))
            Assert.Contains("no", Assert.Throws<FileFormatException>(() => NumPy.Load(GoldenFolder.At(name))).Message, StringComparison.Ordinal);
        Assert.Throws<DTypeException>(() => NumPy.Save(At("a.npy"), Tensor.Ones([2], DType.BFloat16)));
        Assert.False(File.Exists(At("a.npy")));
    }

    [Fact]
    public void Blanks_without_end_in_a_header_are_read_or_refused_at_once()
    {
        string blanks = new(' ', 60_000);
        foreach ((string header, bool isRead) in new[] { ("{'descr': '<f4', 'fortran_order': False, 'shape': (1,)" + blanks + "}", true), ("{'descr': '<f4'" + blanks + "x", false), ("{'descr': '<f4'," + blanks[..30_000] + "'fortran_order': False" + blanks[..30_000] + "?", false) })
        {
            byte[] text = System.Text.Encoding.ASCII.GetBytes(header + "\n");
            File.WriteAllBytes(At("blanks.npy"), [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, (byte)(text.Length >> 8), .. text, 0, 0, 128, 63]);
            if (isRead)
                Assert.Equal([1f], NumPy.Load(At("blanks.npy")).ToArray<float>());
            else
                Assert.Contains("no plain array", Assert.Throws<FileFormatException>(() => NumPy.Load(At("blanks.npy"))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_written_comes_back()
    {
        foreach (DType dtype in Enum.GetValues<DType>().Where(dtype => dtype != DType.BFloat16))
        {
            foreach (long[] shape in (long[][])[[], [0], [3], [2, 3, 4]])
            {
                Tensor tensor = Tensor.Arange(0, Shape.Create(shape).Count).Reshape(shape).To(dtype);
                NumPy.Save(At("a.npy"), tensor);
                Assert.True(NumPy.Load(At("a.npy")).Same(tensor), $"{dtype} {tensor.Shape}");
            }
        }

        Tensor turned = Tensor.Arange(0, 6).Reshape(2, 3).Transpose(0, 1);
        foreach (bool compress in new[] { false, true })
        {
            NumPy.SaveArchive(At("a.npz"), new Dictionary<string, Tensor> { ["x"] = turned, ["deep/name"] = turned }, compress);
            Assert.True(NumPy.LoadArchive(At("a.npz"))["deep/name"].Same(turned.Contiguous()));
        }
    }

    [Fact]
    public void NumPy_reads_what_is_written()
    {
        NumPy.Save(At("a.npy"), Tensor.From([[1.5f, -2], [3, 4]]));
        NumPy.SaveArchive(At("a.npz"), new Dictionary<string, Tensor> { ["x"] = Tensor.From([1L, -2]), ["y"] = Tensor.From([true, false]) }, compress: true);
        string output = Python.Run("import sys, numpy as n; a = n.load(sys.argv[1]); b = n.load(sys.argv[2]); print(a.dtype, a.tolist(), b['x'].dtype, b['x'].tolist(), b['y'].dtype, b['y'].tolist())", At("a.npy"), At("a.npz"));
        Assert.Equal("float32 [[1.5, -2.0], [3.0, 4.0]] int64 [1, -2] bool [True, False]", output);
    }
}
