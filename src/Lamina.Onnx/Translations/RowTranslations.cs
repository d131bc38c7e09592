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
        table["logsumexp"] = c => c.Result(c.Reduce("ReduceLogSumExp", c.Input(0), [-1], keepDims: true));
        table["sum"] = c => Reduce(c, "ReduceSum");
        table["max"] = c => Reduce(c, "ReduceMax");
        table["min"] = c => Reduce(c, "ReduceMin");
    }

    static void Reduce(OnnxContext c, string opType) =>
        c.Result(c.Reduce(opType, c.Input(0, c.OutputSpec(0).DType), c.Attribute<Shape>("Axes").ToArray(), c.Attribute<bool>("KeepDims")));
}
