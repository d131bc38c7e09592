using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Views: the same elements in other shapes and orders.</summary>
internal static class MovementTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["reshape"] = Reshape;
        table["expand"] = Expand;
        table["concatenate"] = c => c.Result(c.Add(
            "Concat",
            [.. Enumerable.Range(0, c.Inputs).Select(input => c.Input(input, c.OutputSpec(0).DType))],
            new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
        table["permute"] = c => c.Result(c.Add("Transpose", [c.Input(0)], new OnnxAttribute("perm", c.Attribute<Shape>("Axes").ToArray())));
        table["select"] = c => c.Result(c.Add(
            "Squeeze",
            [Slice(c, c.Attribute<int>("Axis"), c.Attribute<long>("Index"), 1, 1), c.Numbers(c.Attribute<int>("Axis"))]));
        table["slice"] = c => c.Result(Slice(c, c.Attribute<int>("Axis"), c.Attribute<long>("Start"), c.Attribute<long>("Length"), c.Attribute<long>("Step")));
    }

    static void Reshape(OnnxContext c) => c.Result(Reshaped(c, c.Input(0), c.InputExtents(0), c.OutputExtents(0)));

    /// <summary>A value in another shape.</summary>
    /// <remarks>One size may follow from the others (−1); more may be taken from the same axis of the value (0), or from the model's inputs.</remarks>
    public static string Reshaped(OnnxContext c, string value, IReadOnlyList<Extent> from, IReadOnlyList<Extent> to)
    {
        long[] shape = new long[to.Count];
        int open = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            bool stays = to[i].IsOpen && i < from.Count && from[i] == to[i];
            shape[i] = stays ? 0 : to[i].IsOpen ? -1 : to[i].Size;
            open += shape[i] == -1 ? 1 : 0;
        }

        string sizes = open <= 1
            ? c.Numbers(shape)
            : c.ShapeOf(to) ?? throw new OnnxException($"reshape {c.InputSpec(0).Shape} → {c.OutputSpec(0).Shape}: more than one size follows dynamic axes, and not as a product of them. Export with fewer dynamic axes.");
        return c.Add("Reshape", [value, sizes]);
    }

    // ONNX's Expand leaves an axis alone where it is given 1.
    static void Expand(OnnxContext c)
    {
        Extent[] from = c.InputExtents(0), to = c.OutputExtents(0);
        for (int i = 0; i < to.Length; i++)
        {
            int axis = i - (to.Length - from.Length);
            if (axis >= 0 && from[axis] == to[i])
                to[i] = new Extent(1, 1);
        }

        string sizes = Array.Exists(to, extent => extent.IsOpen)
            ? c.ShapeOf(to) ?? throw new OnnxException($"expand {c.InputSpec(0).Shape} → {c.OutputSpec(0).Shape}: an axis is repeated as often as a size that is no product of dynamic axes. Export without dynamicAxes.")
            : c.Numbers([.. to.Select(extent => extent.Size)]);
        c.Result(c.Add("Expand", [c.Input(0), sizes]));
    }

    static string Slice(OnnxContext c, int axis, long start, long length, long step)
    {
        long end = start + (length * step);
        return c.Add("Slice", [c.Input(0), c.Numbers(start), c.Numbers(end < 0 ? long.MinValue : end), c.Numbers(axis), c.Numbers(step)]);
    }
}
