using Lamina.Onnx.Schema;

namespace Lamina.Onnx.Import;

/// <summary>The nodes of a graph, and after which of them a value is not read any more.</summary>
internal sealed record GraphPlan(IReadOnlyList<NodeProto> Nodes, IReadOnlyList<string>[] LastUses)
{
    public static GraphPlan Of(GraphProto graph, ModelContext model) => model.Plan(graph, static graph => Make(graph));

    static GraphPlan Make(GraphProto graph)
    {
        Dictionary<string, int> last = [];
        for (int i = 0; i < graph.Nodes.Count; i++)
            NoteUses(graph.Nodes[i], i, last);
        foreach (ValueInfoProto output in graph.Outputs)
            last.Remove(output.Name);
        List<string>[] uses = [.. graph.Nodes.Select(_ => new List<string>())];
        HashSet<string> made = [.. graph.Nodes.SelectMany(node => node.Outputs)];
        foreach ((string name, int node) in last)
        {
            if (made.Contains(name))
                uses[node].Add(name);
        }

        return new GraphPlan(graph.Nodes, uses);
    }

    static void NoteUses(NodeProto node, int place, Dictionary<string, int> last)
    {
        foreach (string name in node.Inputs)
            last[name] = place;
        foreach (AttributeProto attribute in node.Attributes.Values)
        {
            if (attribute.Graph is not { } body)
                continue;
            foreach (NodeProto inside in body.Nodes)
                NoteUses(inside, place, last);
            foreach (ValueInfoProto output in body.Outputs)
                last[output.Name] = place;
        }
    }
}
