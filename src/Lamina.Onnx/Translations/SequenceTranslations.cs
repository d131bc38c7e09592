using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>What networks of sequences need besides: look-ups and the parts of a transformer's block.</summary>
internal static class SequenceTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["index_select"] = c => c.Result(c.Add("Gather", [c.Input(0), c.Input(1)], new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
        table["layer_normalization"] = c => c.Result(c.Add(
            "LayerNormalization", [c.Input(0), c.Input(1), c.Input(2)], new OnnxAttribute("axis", -1), new OnnxAttribute("epsilon", (float)c.Attribute<double>("Epsilon"))));
    }
}
