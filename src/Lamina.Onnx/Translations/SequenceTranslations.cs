using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>What networks of sequences need besides: look-ups and the parts of a transformer's block.</summary>
internal static class SequenceTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["index_select"] = c => c.Result(c.Add("Gather", [c.Input(0), c.Input(1)], new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
        table["index_add"] = IndexAdd;
        table["layer_normalization"] = c => c.Result(c.Add(
            "LayerNormalization", [c.Input(0), c.Input(1), c.Input(2)], new OnnxAttribute("axis", -1), new OnnxAttribute("epsilon", (float)c.Attribute<double>("Epsilon"))));
    }

    // ONNX adds by element: each index is repeated over its slice.
    static void IndexAdd(OnnxContext c)
    {
        TensorSpec sum = c.OutputSpec(0);
        Extent[] source = c.InputExtents(0);
        int axis = c.Attribute<int>("Axis");
        if (Array.Exists(source, extent => extent.IsOpen))
            throw new OnnxException($"index_add to {sum.Shape}: what is added has an axis whose size is not known. Export without dynamicAxes.");
        long[] slice = new long[source.Length];
        Array.Fill(slice, 1);
        slice[axis] = -1;
        string index = c.Add("Expand", [c.Add("Reshape", [c.Input(1), c.Numbers(slice)]), c.Numbers([.. source.Select(extent => extent.Size)])]);
        c.Result(c.Add(
            "ScatterElements", [c.Constant(Tensor.Zeros(sum.Shape, sum.DType)), index, c.Input(0)], new OnnxAttribute("axis", axis), new OnnxAttribute("reduction", "add")));
    }
}
