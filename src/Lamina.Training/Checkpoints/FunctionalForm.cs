using System.Text.Json.Nodes;
using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The graph of a <see cref="Functional"/>: its nodes, each behind those it is made of, and which of them are inputs and outputs.</summary>
internal static class FunctionalForm
{
    /// <summary>The graph; the layers themselves are described beside it.</summary>
    public static JsonObject Write(Functional graph)
    {
        JsonArray nodes = [];
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            Node node = graph.Nodes[i];
            JsonObject described = new() { ["dtype"] = node.Sample.DType.Name(), ["shape"] = Numbers.Json(node.Shape) };
            if (i >= graph.Inputs.Count)
            {
                described["layer"] = Place(graph.Layers, node.Layer!);
                described["inputs"] = Numbers.Json(node.Inputs.Select(input => (long)Place(graph.Nodes, input)));
            }

            nodes.Add((JsonNode)described);
        }

        return new JsonObject
        {
            ["inputs"] = graph.Inputs.Count,
            ["nodes"] = nodes,
            ["outputs"] = Numbers.Json(graph.Outputs.Select(output => (long)Place(graph.Nodes, output))),
        };
    }

    /// <summary>Puts the graph together of layers that were made; nothing is computed.</summary>
    public static Functional Make(Described description, IReadOnlyList<Module> layers)
    {
        List<Node> nodes = [];
        int inputs = description.Int("inputs", 1);
        foreach (Described node in description.Objects("nodes"))
        {
            TensorSpec sample = new(node.DType("dtype"), node.OptionalShape("shape") ?? throw node.Fault("'shape' is missing"));
            if (nodes.Count < inputs)
            {
                nodes.Add(new Node(null, [], sample));
                continue;
            }

            long layer = node.Long("layer", 0);
            if (layer >= layers.Count)
                throw node.Fault($"there is no layer {layer}");
            nodes.Add(new Node(layers[(int)layer], [.. node.Longs("inputs").Select(place => At(node, place))], sample));
        }

        return new Functional([.. Enumerable.Range(0, inputs).Select(place => At(description, place))], [.. description.Longs("outputs").Select(place => At(description, place))]);

        // Nodes are made of those before them, so that a graph has no cycles.
        Node At(Described from, long place) => place >= 0 && place < nodes.Count ? nodes[(int)place] : throw from.Fault($"node {place} does not stand before it");
    }

    static int Place<T>(IReadOnlyList<T> list, T value)
        where T : class
    {
        int place = 0;
        while (!ReferenceEquals(list[place], value))
            place++;
        return place;
    }
}
