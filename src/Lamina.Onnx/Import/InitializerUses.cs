using Lamina.Onnx.Schema;

namespace Lamina.Onnx.Import;

/// <summary>Floating-point initializers that are no weights, by the places where nodes take them.</summary>
internal static class InitializerUses
{
    // What says how an operator works: the scales of a Resize, the limits of a Clip.
    static readonly Dictionary<string, int[]> SettingPlaces = new()
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

    // Running means and variances.
    static readonly Dictionary<string, int[]> StatisticPlaces = new() { ["BatchNormalization"] = [3, 4] };

    /// <summary>The names of initializers that say how operators work, and have no other use.</summary>
    public static HashSet<string> Settings(GraphProto graph) => Only(graph, SettingPlaces);

    /// <summary>The names of initializers that are running statistics of normalizations, and have no other use.</summary>
    public static HashSet<string> Statistics(GraphProto graph) => Only(graph, StatisticPlaces);

    static HashSet<string> Only(GraphProto graph, Dictionary<string, int[]> where)
    {
        HashSet<string> found = [], others = [.. graph.Outputs.Select(output => output.Name)];
        Visit(graph, where, found, others);
        found.ExceptWith(others);
        return found;
    }

    static void Visit(GraphProto graph, Dictionary<string, int[]> where, HashSet<string> found, HashSet<string> others)
    {
        foreach (NodeProto node in graph.Nodes)
        {
            int[] places = node.Domain.Length == 0 ? where.GetValueOrDefault(node.OpType, []) : [];
            for (int i = 0; i < node.Inputs.Count; i++)
                (places.Contains(i) ? found : others).Add(node.Inputs[i]);
            foreach (AttributeProto attribute in node.Attributes.Values)
            {
                if (attribute.Graph is { } body)
                    Visit(body, where, found, others);
            }
        }
    }
}
