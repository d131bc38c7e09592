using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Products, sums and what works along rows.</summary>
internal static class RowTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["linear"] = c => c.Result(c.Add("Gemm", [c.Input(0), c.Input(1), c.Input(2)], new OnnxAttribute("transB", 1)));
        table["matmul"] = c => c.Result(c.Add("MatMul", [c.Input(0), c.Input(1)]));
        table["softmax"] = c => c.Result(c.Add("Softmax", [c.Input(0)], new OnnxAttribute("axis", -1)));
        table["log_softmax"] = c => c.Result(c.Add("LogSoftmax", [c.Input(0)], new OnnxAttribute("axis", -1)));
        table["sum"] = Sum;
        table["max"] = c => Extreme(c, "ReduceMax");
        table["min"] = c => Extreme(c, "ReduceMin");
    }

    // In opset 17 only sums take their axes as an input.
    static void Extreme(OnnxContext c, string opType)
    {
        long[] axes = c.Attribute<Shape>("Axes").ToArray();
        OnnxAttribute keep = new("keepdims", c.Attribute<bool>("KeepDims") ? 1 : 0);
        c.Result(c.Add(opType, [c.Input(0)], axes.Length == 0 ? [keep] : [keep, new OnnxAttribute("axes", axes)]));
    }

    // No axes stand for all of them, in both.
    static void Sum(OnnxContext c)
    {
        long[] axes = c.Attribute<Shape>("Axes").ToArray();
        string x = c.Input(0, c.OutputSpec(0).DType);
        c.Result(c.Add("ReduceSum", axes.Length == 0 ? [x] : [x, c.Numbers(axes)], new OnnxAttribute("keepdims", c.Attribute<bool>("KeepDims") ? 1 : 0)));
    }
}
