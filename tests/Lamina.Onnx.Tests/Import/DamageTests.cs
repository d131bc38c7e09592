using static Lamina.Onnx.Tests.Import.ModelBytes;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Damaged and hostile files end in an error that says what is wrong, without great memory and without reading elsewhere.</summary>
public sealed class DamageTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // A model that gives an initializer through Identity.
    static byte[] WithTensor(params byte[][] tensor) => Model(
        Field(1, [.. Field(1, "w"), .. Field(2, "y"), .. Field(4, "Identity")]), Field(5, [.. Field(8, "w"), .. tensor.SelectMany(part => part)]), Field(12, Field(1, "y")));

    static string Refused(byte[] model) => Assert.Throws<OnnxException>(() => Onnx.Load(model).Run(ReadOnlySpan<Tensor>.Empty)).Message;

    [Fact]
    public void A_small_model_is_read()
    {
        Tensor y = Onnx.Load(WithTensor(Number(1, 2), Number(2, 1), Field(9, [0, 0, 128, 63, 0, 0, 0, 64]))).Run(ReadOnlySpan<Tensor>.Empty)[0];
        Assert.Equal([1f, 2f], y.ToArray<float>());
    }

    [Fact]
    public void Lengths_that_lie_are_refused()
    {
        Assert.Contains("claims", Refused([(7 << 3) | 2, 0xff, 0xff, 0xff, 0xff, 0x0f]), StringComparison.Ordinal);
        Assert.Contains("longer than ten bytes", Refused([.. Number(1, 1), 8, .. Enumerable.Repeat((byte)0xff, 12)]), StringComparison.Ordinal);
        Assert.Contains("ends in the middle", Refused([8, 0x80]), StringComparison.Ordinal);
        Assert.Contains("no graph", Refused([]), StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_no_memory_holds_are_refused_before_memory_is_taken()
    {
        Assert.Contains("4 bytes are not", Refused(WithTensor(Number(1, 1L << 40), Number(2, 1), Field(9, [0, 0, 0, 0]))), StringComparison.Ordinal);
        Assert.Contains("is of no tensor", Refused(WithTensor(Number(1, 1L << 40), Number(1, 1L << 40), Number(2, 1), Field(9, [0, 0, 0, 0]))), StringComparison.Ordinal);
        Assert.Contains("is of no tensor", Refused(WithTensor(Number(1, -1), Number(2, 1))), StringComparison.Ordinal);
        Assert.Contains("too few numbers", Refused(WithTensor(Number(1, 1L << 40), Number(2, 7), Field(7, [1, 2]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        // A branch within a branch within a branch.
        byte[] graph = [];
        for (int i = 0; i < 200; i++)
            graph = Field(1, [.. Field(4, "If"), .. Field(5, [.. Field(1, "then_branch"), .. Field(6, graph)])]);
        Assert.Contains("nested more than", Refused(Model(graph)), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_small_things_are_refused()
    {
        byte[] attribute = Field(5, [.. Field(1, "a"), .. Field(8, new byte[9_000_000])]);
        Assert.Contains("beside its tensors", Refused(Model(Field(1, [.. Field(4, "Identity"), .. attribute]))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_calls_itself_is_refused()
    {
        byte[] function = [.. Field(1, "F"), .. Field(10, "own"), .. Field(5, "y"), .. Field(7, [.. Field(2, "y"), .. Field(4, "F"), .. Field(7, "own")])];
        byte[] model = [.. Model(Field(1, [.. Field(2, "y"), .. Field(4, "F"), .. Field(7, "own")]), Field(12, Field(1, "y"))), .. Field(25, function)];
        Assert.Contains("one calls itself", Refused(model), StringComparison.Ordinal);
    }

    [Fact]
    public void All_operators_that_are_missing_are_named_at_once()
    {
        string message = Refused(Model(
            Field(1, [.. Field(2, "a"), .. Field(3, "first"), .. Field(4, "NoSuch")]), Field(1, [.. Field(2, "b"), .. Field(4, "NoSuch")]), Field(1, [.. Field(2, "c"), .. Field(4, "Other"), .. Field(7, "own")])));
        Assert.Contains("NoSuch (2×, first NoSuch 'first')", message, StringComparison.Ordinal);
        Assert.Contains("own:Other (1×, first Other → 'c')", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("sub/../../secret")]
    [InlineData("link/secret")]
    [InlineData("linked")]
    [InlineData("/etc/hostname")]
    [InlineData("..\\secret")]
    [InlineData("")]
    public void Weights_outside_of_the_folder_are_not_read(string location)
    {
        string inside = Directory.CreateDirectory(Path.Combine(_folder, "model")).FullName;
        File.WriteAllBytes(Path.Combine(_folder, "secret"), [1, 2, 3, 4]);
        Directory.CreateDirectory(Path.Combine(inside, "sub"));
        Directory.CreateSymbolicLink(Path.Combine(inside, "link"), _folder);
        File.CreateSymbolicLink(Path.Combine(inside, "linked"), Path.Combine(_folder, "secret"));
        string path = Path.Combine(inside, "model.onnx");
        File.WriteAllBytes(path, WithTensor(Number(1, 1), Number(2, 1), Field(13, [.. Field(1, "location"), .. Field(2, location)]), Number(14, 1)));
        Assert.Contains("not inside the model's folder", Assert.Throws<OnnxException>(() => Onnx.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_beside_the_model_are_read_and_their_lengths_checked()
    {
        File.WriteAllBytes(Path.Combine(_folder, "weights"), [9, 9, 9, 9, 0, 0, 128, 63]);
        string path = Path.Combine(_folder, "model.onnx");
        byte[] Model(string offset, string length) => WithTensor(
            Number(1, 1), Number(2, 1), Field(13, [.. Field(1, "location"), .. Field(2, "weights")]), Field(13, [.. Field(1, "offset"), .. Field(2, offset)]), Field(13, [.. Field(1, "length"), .. Field(2, length)]), Number(14, 1));
        File.WriteAllBytes(path, Model("4", "4"));
        Assert.Equal([1f], Onnx.Load(path).Run(ReadOnlySpan<Tensor>.Empty)[0].ToArray<float>());
        foreach ((string offset, string length) in new[] { ("6", "4"), ("0", "8"), ("-4", "4"), ("9223372036854775807", "4"), ("x", "4") })
        {
            File.WriteAllBytes(path, Model(offset, length));
            Assert.Throws<OnnxException>(() => Onnx.Load(path));
        }
    }
}
