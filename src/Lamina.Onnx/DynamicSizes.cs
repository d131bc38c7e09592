namespace Lamina.Onnx;

/// <summary>Sizes that follow dynamic axes, as values of the graph: each axis grows by a factor of its own, which tells which of them a size follows.</summary>
internal sealed class DynamicSizes(Graph graph)
{
    readonly List<(Extent Extent, string Input, int Axis, string Name)> _axes = [];
    readonly Dictionary<Extent, string> _made = [];

    /// <summary>Makes an axis of an input known.</summary>
    public void Add(Extent extent, string input, int axis, string name) => _axes.Add((extent, input, axis, name));

    /// <summary>What a dynamic axis of this size is called; null if there is none.</summary>
    public string? NameOf(Extent extent) => _axes.Find(axis => axis.Extent == extent).Name;

    /// <summary>A list of whole numbers, the sizes; null if one of them is no product of dynamic axes and a number.</summary>
    public string? ShapeOf(IReadOnlyList<Extent> extents)
    {
        string[] parts = new string[extents.Count];
        for (int i = 0; i < parts.Length; i++)
        {
            if (Of(extents[i]) is not { } part)
                return null;
            parts[i] = part;
        }

        return graph.Add("shape", "Concat", parts, [new OnnxAttribute("axis", 0)]);
    }

    string? Of(Extent extent)
    {
        if (_made.TryGetValue(extent, out string? made))
            return made;
        return Make(extent) is { } size ? _made[extent] = size : null;
    }

    string? Make(Extent extent)
    {
        if (!extent.IsOpen)
            return graph.Constant(Tensor.From<long>([extent.Size], [1]));
        if (_axes.Exists(axis => axis.Extent == extent))
        {
            (_, string input, int place, _) = _axes.Find(axis => axis.Extent == extent);
            string sizes = graph.Add("shape", "Shape", [input], []);
            return graph.Add("size", "Gather", [sizes, graph.Constant(Tensor.From<long>([place], [1]))], [new OnnxAttribute("axis", 0)]);
        }

        foreach ((Extent factor, _, _, _) in _axes)
        {
            // What is left has a smaller ratio, so that this ends.
            if (extent.Over(factor) is { Size: > 0 } rest && rest.Twin * extent.Size < extent.Twin * rest.Size && Of(rest) is { } other)
                return graph.Add("size", "Mul", [Of(factor)!, other], []);
        }

        return null;
    }
}
