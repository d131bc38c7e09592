using static Lamina.Onnx.Tests.Import.ModelBytes;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Models that would take all memory or all time: what they may take is bounded, and the error says by what.</summary>
public sealed class LimitTests
{
    const long Huge = 1L << 40;

    static readonly Dictionary<string, byte[]> Hungry = new()
    {
        ["Expand"] = Model(Floats("x", 1), Longs("s", Huge), Node("Expand", ["x", "s"], ["y"]), Output("y")),
        ["Range"] = Model(Longs("s", 0), Longs("l", Huge), Longs("d", 1), Node("Range", ["s", "l", "d"], ["y"]), Output("y")),
        ["ConstantOfShape"] = Model(Longs("s", Huge), Node("ConstantOfShape", ["s"], ["y"]), Output("y")),
        ["Tile"] = Model(Floats("x", 1), Longs("s", Huge), Node("Tile", ["x", "s"], ["y"]), Output("y")),
        ["Pad"] = Model(Floats("x", 1), Longs("s", 0, Huge), Node("Pad", ["x", "s"], ["y"]), Output("y")),
        ["Resize"] = Model(Floats("x", 1), Longs("s", Huge), Node("Resize", ["x", "", "", "s"], ["y"]), Output("y")),
        ["SplitToSequence"] = Model(Floats("x", 1), Longs("s", 0), Node("Squeeze", ["s"], ["zero"]), Node("SplitToSequence", ["x", "zero"], ["y"]), Output("y")),
    };

    public static TheoryData<string> Names => [.. Hungry.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_tensor_of_a_tebibyte_is_refused(string op)
    {
        foreach (long bytes in new[] { new OnnxLimits().TensorBytes, 1 << 20 })
        {
            OnnxModel model = Onnx.Load(Hungry[op], "hungry.onnx");
            model.Limits = new OnnxLimits { TensorBytes = bytes };
            OnnxException error = Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty));
            Assert.StartsWith($"hungry.onnx: {op} → 'y': ", error.Message, StringComparison.Ordinal);
        }
    }

    // 2²⁵ samples along both axes of each bin would take 10¹⁵ steps for one number.
    [Theory]
    [InlineData("avg")]
    [InlineData("max")]
    public void Samples_of_a_region_without_end_are_refused(string mode)
    {
        byte[] Regions(long samples) => Model(
            Floats("x", [1, 1, 2, 2], 1, 2, 3, 4), Floats("r", [1, 4], 0, 0, 2, 2), Longs("b", 0),
            Node("RoiAlign", ["x", "r", "b"], ["y"], Attribute("sampling_ratio", samples), Attribute("mode", mode)), Output("y"));
        OnnxException error = Assert.Throws<OnnxException>(() => Onnx.Load(Regions(1 << 25), "hungry.onnx").Run(ReadOnlySpan<Tensor>.Empty));
        Assert.Contains("a sampling_ratio of 33554432", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Onnx.Load(Regions(3)).Run(ReadOnlySpan<Tensor>.Empty)[0].Count);
    }

    [Fact]
    public void The_limit_holds_for_the_model_alone()
    {
        OnnxModel model = Onnx.Load(Model(Floats("x", 1), Longs("s", 300), Node("Tile", ["x", "s"], ["y"]), Output("y")));
        model.Limits = new OnnxLimits { TensorBytes = 1000 };
        Assert.Contains("1000", Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty)).Message, StringComparison.Ordinal);
        Assert.Equal(300, Tensor.Zeros([300]).Count);
        model.Limits = new OnnxLimits { TensorBytes = 1200 };
        Assert.Equal(300, model.Run(ReadOnlySpan<Tensor>.Empty)[0].Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loop_without_end_is_ended(bool isEmpty)
    {
        byte[] body = isEmpty
            ? Body("body", Input("i", LongType), Input("go", 9), Input("v", FloatType, 1), Output("go"), Output("v"))
            : Body("body", Input("i", LongType), Input("go", 9), Input("v", FloatType, 1), Node("Add", ["v", "v"], ["w"]), Output("go"), Output("w"));
        OnnxModel model = Onnx.Load(Model(Floats("x", 1), Node("Loop", ["", "", "x"], ["y"], body), Output("y")), "endless.onnx");
        model.Limits = new OnnxLimits { Nodes = 10_000 };
        string message = Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty)).Message;
        Assert.Contains("10000 nodes", message, StringComparison.Ordinal);
        Assert.Contains("OnnxModel.Limits", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_call_each_other_twice_are_ended()
    {
        // 2⁴⁰ calls of 40 functions.
        byte[][] functions = [.. Enumerable.Range(0, 40).Select(i => Function(
            $"F{i}", ["a"], ["b"],
            i == 39 ? NodeBody("Identity", ["a"], ["c"]) : OwnBody($"F{i + 1}", "a", "c"), i == 39 ? NodeBody("Identity", ["c"], ["b"]) : OwnBody($"F{i + 1}", "c", "b")))];
        OnnxModel model = Onnx.Load(Joined([Model(Floats("x", 1), OwnNode("F0", ["x"], ["y"]), Output("y")), .. functions]));
        model.Limits = new OnnxLimits { Nodes = 10_000 };
        Assert.Contains("10000 nodes", Assert.Throws<OnnxException>(() => model.Run(ReadOnlySpan<Tensor>.Empty)).Message, StringComparison.Ordinal);
    }

    static byte[] OwnBody(string op, string input, string output) => [.. NodeBody(op, [input], [output]), .. Field(7, "own")];
}
