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

    // One size may follow from the others (−1); more may be taken from the same axis of the input (0).
    static void Reshape(OnnxContext c)
    {
        IReadOnlyList<long?> from = c.InputSizes(0), to = c.OutputSizes(0);
        long[] shape = new long[to.Count];
        bool open = false;
        for (int i = 0; i < shape.Length; i++)
        {
            if (to[i] is { } known)
                shape[i] = known;
            else if (i < from.Count && from[i] is null && c.InputSpec(0).Shape[i] == c.OutputSpec(0).Shape[i])
                shape[i] = 0;
            else if (!open)
                (shape[i], open) = (-1, true);
            else
                throw new OnnxException($"reshape {c.InputSpec(0).Shape} → {c.OutputSpec(0).Shape}: more than one size follows dynamic axes, which ONNX cannot say. Export with fewer dynamicAxes.");
        }

        c.Result(c.Add("Reshape", [c.Input(0), c.Numbers(shape)]));
    }

    // ONNX's Expand leaves an axis alone where it is given 1.
    static void Expand(OnnxContext c)
    {
        Shape from = c.InputSpec(0).Shape, to = c.OutputSpec(0).Shape;
        long[] shape = new long[to.Rank];
        for (int i = 0; i < shape.Length; i++)
        {
            int axis = i - (to.Rank - from.Rank);
            shape[i] = axis >= 0 && from[axis] == to[i]
                ? 1
                : c.OutputSizes(0)[i] ?? throw new OnnxException($"expand {from} → {to}: an axis is repeated as often as a dynamic axis is long. Export without dynamicAxes.");
        }

        c.Result(c.Add("Expand", [c.Input(0), c.Numbers(shape)]));
    }

    static string Slice(OnnxContext c, int axis, long start, long length, long step)
    {
        long end = start + (length * step);
        return c.Add("Slice", [c.Input(0), c.Numbers(start), c.Numbers(end < 0 ? long.MinValue : end), c.Numbers(axis), c.Numbers(step)]);
    }
}
