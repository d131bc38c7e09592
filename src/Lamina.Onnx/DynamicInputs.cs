namespace Lamina.Onnx;

/// <summary>Examples of the inputs in which dynamic axes have other sizes.</summary>
internal sealed class DynamicInputs
{
    // Prime, so that the growth of a size tells which axes it follows.
    static readonly int[] Factors = [2, 3, 5, 7, 11, 13, 17, 19];

    readonly Tensor[] _examples;

    /// <summary>Checks the axes against the examples.</summary>
    /// <exception cref="OnnxException">An axis does not exist or is named twice, axes of one name differ in size, or there are too many.</exception>
    public DynamicInputs(Tensor[] examples, string[] names, IReadOnlyList<OnnxDynamicAxis> axes)
    {
        _examples = examples;
        Dictionary<string, (int Factor, long Size)> known = [];
        foreach (OnnxDynamicAxis dynamic in axes)
        {
            if (dynamic.Input < 0 || dynamic.Input >= examples.Length)
                throw new OnnxException($"ONNX export: a dynamic axis of input {dynamic.Input}; there are {examples.Length} inputs, counted from 0.");
            Shape shape = examples[dynamic.Input].Shape;
            int axis = dynamic.Axis < 0 ? dynamic.Axis + shape.Rank : dynamic.Axis;
            if (axis < 0 || axis >= shape.Rank || shape[axis] == 0 || Axes.Exists(other => other.Input == dynamic.Input && other.Axis == axis))
                throw new OnnxException($"ONNX export: the input {names[dynamic.Input]} of {shape} cannot have axis {dynamic.Axis} dynamic. Name each axis once, and give an example that is not empty.");
            string name = dynamic.Name ?? (axis == 0 ? "batch" : $"{names[dynamic.Input]}_{axis}");
            if (!known.TryGetValue(name, out (int Factor, long Size) entry))
            {
                if (known.Count == Factors.Length)
                    throw new OnnxException($"ONNX export: more than {Factors.Length} dynamic sizes. Give axes of one size one name.");
                known[name] = entry = (Factors[known.Count], shape[axis]);
            }

            if (entry.Size != shape[axis])
                throw new OnnxException($"ONNX export: axes of the name '{name}' have one size; the examples have {entry.Size} and {shape[axis]}. Name them in OnnxExportOptions.DynamicAxes.");
            Axes.Add((dynamic.Input, axis, name, entry.Factor));
        }
    }

    /// <summary>The axes, with what each grows by.</summary>
    public List<(int Input, int Axis, string Name, int Factor)> Axes { get; } = [];

    /// <summary>The examples, each dynamic axis repeated by its factor, that many times over.</summary>
    public Tensor[] Grown(int times)
    {
        Tensor[] grown = [.. _examples.Select(example => example.Detach())];
        foreach ((int input, int axis, _, int factor) in Axes)
            grown[input] = Tensor.Concatenate([.. Enumerable.Repeat(grown[input], (int)Math.Pow(factor, times))], axis);
        return grown;
    }
}
