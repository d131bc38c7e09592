using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>What networks of sequences need besides: look-ups, masks, joins and the parts of a transformer's block.</summary>
internal static class SequenceTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["index_select"] = c => c.Result(c.Add("Gather", [c.Input(0), c.Input(1)], new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
        table["concatenate"] = c => c.Result(c.Add("Concat", [.. Enumerable.Range(0, c.Inputs).Select(i => c.Input(i))], new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
        table["where"] = c => c.Result(c.Add("Where", [c.Input(0), c.Input(1), c.Input(2)]));
        table["equal"] = c => c.Result(c.Add("Equal", Alike(c)));
        table["not_equal"] = c => c.Result(c.Add("Not", [c.Add("Equal", Alike(c))]));
        table["logical_not"] = c => c.Result(c.Add("Not", [c.Input(0, DType.Bool)]));
        table["logsumexp"] = c => c.Result(c.Add("ReduceLogSumExp", [c.Input(0)], new OnnxAttribute("axes", [-1L]), new OnnxAttribute("keepdims", 1)));
        table["layer_normalization"] = c => c.Result(c.Add(
            "LayerNormalization", [c.Input(0), c.Input(1), c.Input(2)], new OnnxAttribute("axis", -1), new OnnxAttribute("epsilon", (float)c.Attribute<double>("Epsilon"))));
        table["gelu"] = Gelu;
    }

    // x · (erf(x / √2) + 1) / 2: operator set 17 has no such function.
    static void Gelu(OnnxContext c)
    {
        DType dtype = c.OutputSpec(0).DType;
        string Number(double value) => c.Constant(Tensor.Full([], value, dtype));
        string x = c.Input(0, dtype), erf = c.Add("Erf", [c.Add("Mul", [x, Number(1 / Math.Sqrt(2))])]);
        c.Result(c.Add("Mul", [c.Add("Mul", [x, Number(0.5)]), c.Add("Add", [erf, Number(1)])]));
    }

    // Both sides in the dtype to which they promote.
    static string[] Alike(OnnxContext c)
    {
        DType dtype = DTypes.Promote(c.InputSpec(0).DType, c.InputSpec(1).DType);
        return [c.Input(0, dtype), c.Input(1, dtype)];
    }
}
