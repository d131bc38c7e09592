using Lamina.Onnx.Schema;

namespace Lamina.Onnx.Import;

/// <summary>Floating-point initializers that say how an operator works and are no weights: the scales of a Resize, the limits of a Clip.</summary>
internal static class SettingInputs
{
    static readonly Dictionary<string, int[]> Places = new()
    {
        ["Resize"] = [1, 2],
        ["Upsample"] = [1],
        ["Pad"] = [2],
        ["Clip"] = [1, 2],
        ["Dropout"] = [1],
        ["Range"] = [0, 1, 2],
        ["OneHot"] = [1, 2],
        ["NonMaxSuppression"] = [3, 4],
        ["QuantizeLinear"] = [1],
        ["DequantizeLinear"] = [1],
        ["QLinearMatMul"] = [1, 4, 6],
    };

    /// <summary>The names of initializers that have no other use.</summary>
    public static HashSet<string> Of(GraphProto graph)
    {
        HashSet<string> settings = [], others = [.. graph.Outputs.Select(output => output.Name)];
        Visit(graph, settings, others);
        settings.ExceptWith(others);
        return settings;
    }

    static void Visit(GraphProto graph, HashSet<string> settings, HashSet<string> others)
    {
        foreach (NodeProto node in graph.Nodes)
        {
            int[] places = node.Domain.Length == 0 ? Places.GetValueOrDefault(node.OpType, []) : [];
            for (int i = 0; i < node.Inputs.Count; i++)
                (places.Contains(i) ? settings : others).Add(node.Inputs[i]);
            foreach (AttributeProto attribute in node.Attributes.Values)
            {
                if (attribute.Graph is { } body)
                    Visit(body, settings, others);
            }
        }
    }
}
