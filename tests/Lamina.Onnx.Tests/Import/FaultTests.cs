using static Lamina.Onnx.Tests.Import.ModelBytes;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Models whose nodes ask for what there is not: the error names the file, the node and what came.</summary>
public sealed class FaultTests
{
    static readonly Dictionary<string, byte[]> Models = new()
    {
        ["Cast"] = Model(Floats("x", 1), Node("Cast", ["x"], ["y"], Attribute("to", 99)), Output("y")),
        ["Reshape"] = Model(Floats("x", 1), Node("Reshape", ["x"], ["y"]), Output("y")),
        ["Slice"] = Model(Floats("x", 1), Longs("i", 0, 0), Longs("j", 1), Node("Slice", ["x", "i", "j"], ["y"]), Output("y")),
        ["Pad"] = Model(Floats("x", 1), Longs("i", 1), Node("Pad", ["x", "i"], ["y"]), Output("y")),
        ["Split"] = Model(Floats("x", 1), Node("Split", ["x"], ["y"], Attribute("num_outputs", 0)), Output("y")),
        ["DepthToSpace"] = Model(Floats("x", [1, 1, 1, 1], 1), Node("DepthToSpace", ["x"], ["y"], Attribute("blocksize", 0)), Output("y")),
        ["SequenceErase"] = Model(Node("SequenceEmpty", [], ["s"]), Node("SequenceErase", ["s"], ["y"]), Output("y")),
        ["ConcatFromSequence"] = Model(Node("SequenceEmpty", [], ["s"]), Node("ConcatFromSequence", ["s"], ["y"], Attribute("axis", 0)), Output("y")),
        ["Loop"] = Model(Longs("n", 1), Floats("x", 1), Node("Loop", ["n", "", "x"], ["y"], Body("body", Output("x"))), Output("y")),
        ["Constant"] = Model(Node("Constant", [], ["y"]), Output("y")),
        ["Conv"] = Model(Floats("x", [1, 1, 4, 4], new float[16]), Floats("w", [1, 1, 3, 3], new float[9]), Node("Conv", ["x", "w"], ["y"], Attribute("strides", 0, 0)), Output("y")),
        ["MaxPool"] = Model(Floats("x", [1, 1, 4, 4], new float[16]), Node("MaxPool", ["x"], ["y"], Attribute("kernel_shape", 2, 2), Attribute("pads", 1)), Output("y")),
        ["RegexFullMatch"] = Model(
            Node("Constant", [], ["t"], Attribute("value_string", new string('a', 40) + "b")), Node("RegexFullMatch", ["t"], ["y"], Attribute("pattern", "(")), Output("y")),
        ["TfIdfVectorizer"] = Model(Longs("x", 1), Node("TfIdfVectorizer", ["x"], ["y"]), Output("y")),
        ["RNN"] = Model(Floats("x", 1), Node("RNN", ["x", "x", "x"], ["y"]), Output("y")),
    };

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_node_that_cannot_run_is_named(string op)
    {
        OnnxModel model = Onnx.Load(Models[op], "small.onnx");
        OnnxException error = Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty));
        Assert.StartsWith($"small.onnx: {op} → 'y': ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        string folder = Directory.CreateTempSubdirectory("lamina-").FullName, path = Path.Combine(folder, "nowhere.onnx");
        Assert.Equal($"There is no file '{path}'; an ONNX model was to be read from it. Check the name.", Assert.Throws<FileNotFoundException>(() => Onnx.Load(path)).Message);
        Assert.Contains("is a folder, and an ONNX model is to be read", Assert.Throws<UnauthorizedAccessException>(() => Onnx.Load(folder)).Message, StringComparison.Ordinal);
        Directory.Delete(folder);
    }

    [Fact]
    public void What_broke_underneath_is_kept()
    {
        OnnxModel model = Onnx.Load(Models["DepthToSpace"]);
        Assert.IsType<DivideByZeroException>(Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty)).InnerException);
        model = Onnx.Load(Models["Cast"]);
        Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty));
    }
}
