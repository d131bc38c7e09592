using System.Text;
using Lamina.Graphs;
using Lamina.NN;
using Lamina.NN.Discovery;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Training;

/// <summary>What goes where in a network, as it ran for one example: layers and, between them, operations such as the sum of a residual block.</summary>
/// <remarks>
/// A layer that is called twice stands twice. What does nothing in prediction, as dropout, has no box. <c>GraphDrawing</c> of Lamina.Plots draws it as SVG
/// or PNG; <see cref="ToDot"/> writes it for Graphviz.
/// </remarks>
public sealed class LayerGraph
{
    readonly List<LayerNode> _nodes = [];
    readonly HashSet<(int From, int To)> _edges = [];

    // Which box gave a tensor; for what is seen through another tensor of the same memory, which gave the memory.
    readonly Dictionary<Tensor, int> _made = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<Buffer, int> _written = new(ReferenceEqualityComparer.Instance);

    internal LayerGraph(Module module, Tensor example, IReadOnlyList<TraceStep> steps)
    {
        Dictionary<string, string> leaves = Leaves(module), paths = PathsByPlace(module);
        Add(new LayerNode("", "input", example.Spec, IsLayer: false), example);
        string? open = null;
        foreach (TraceStep step in steps)
        {
            int[] sources = [.. step.Inputs.Select(Source).Where(source => source >= 0).Distinct()];
            if (sources.Length == 0)
                continue; // Made of parameters alone.
            string path = paths.GetValueOrDefault(step.Place.Path, "");
            bool isLayer = leaves.TryGetValue(path, out string? layer);
            if (!isLayer && step.IsView)
            {
                // Another look at the same values is no box of its own.
                _made[step.Outputs[0]] = sources[0];
                continue;
            }

            if (isLayer && open == path)
                _nodes[^1] = _nodes[^1] with { Output = step.Outputs[0].Spec };
            else
                _nodes.Add(new LayerNode(path, isLayer ? layer! : step.Op.Name, step.Outputs[0].Spec, isLayer));
            open = isLayer ? path : null;
            foreach (int source in sources.Where(source => source != _nodes.Count - 1))
                _edges.Add((source, _nodes.Count - 1));
            foreach (Tensor output in step.Outputs)
                (_made[output], _written[output.Buffer]) = (_nodes.Count - 1, _nodes.Count - 1);
        }

        _made.Clear();
        _written.Clear();
    }

    /// <summary>The boxes, each after those it takes from; the first is the input.</summary>
    public IReadOnlyList<LayerNode> Nodes => _nodes;

    /// <summary>From and to, as places in <see cref="Nodes"/>.</summary>
    public IReadOnlyList<(int From, int To)> Edges => [.. _edges.Order()];

    /// <summary>The graph in the language of Graphviz: <c>dot -Tsvg graph.dot</c> draws it.</summary>
    public string ToDot()
    {
        StringBuilder dot = new("digraph network {\n  node [shape=box, style=rounded, fontname=\"Helvetica\"];\n");
        for (int i = 0; i < _nodes.Count; i++)
        {
            LayerNode node = _nodes[i];
            string name = node.IsLayer && node.Path.Length > 0 ? $"{node.Path}: {node.Name}" : node.Name;
            dot.Append($"  n{i} [label=\"{Quoted(name)}\\n{Quoted(node.Output.Shape.ToString())}\"];\n");
        }

        foreach ((int from, int to) in Edges)
            dot.Append($"  n{from} -> n{to};\n");
        return dot.Append("}\n").ToString();
    }

    /// <summary>
    /// The path of each place where ops are noted. A place names a module from the outermost that lives, which need not be the one that is looked at.
    /// </summary>
    internal static Dictionary<string, string> PathsByPlace(Module module)
    {
        Dictionary<string, string> paths = [];
        foreach ((string path, Module part) in module.NamedModules())
            paths.TryAdd(LivingModules.PathOf(part) is { Length: > 0 } place ? place : LivingModules.NameOf(part), path);
        return paths;
    }

    static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace('\n', ' ');

    // Layers without parts of another path; what a layer builds behind itself stands under its own path.
    static Dictionary<string, string> Leaves(Module module)
    {
        Dictionary<string, string> layers = [];
        HashSet<string> parents = [];
        foreach ((string path, Module part) in module.NamedModules())
        {
            layers.TryAdd(path, part.ToString());
            if (path.Length > 0)
                parents.Add("");
            for (int dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
                parents.Add(path[..dot]);
        }

        return layers.Where(layer => !parents.Contains(layer.Key)).ToDictionary();
    }

    void Add(LayerNode node, Tensor output)
    {
        _nodes.Add(node);
        (_made[output], _written[output.Buffer]) = (_nodes.Count - 1, _nodes.Count - 1);
    }

    int Source(Tensor tensor) => _made.TryGetValue(tensor, out int node) || _written.TryGetValue(tensor.Buffer, out node) ? node : -1;
}
