using System.Globalization;
using System.Text;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>A table of a network's layers: paths, output shapes, parameters. Prints itself.</summary>
public sealed class ModelSummary
{
    internal ModelSummary(Module<Tensor, Tensor> module, Tensor? example)
    {
        Dictionary<Module, TensorSpec> outputs = new(ReferenceEqualityComparer.Instance);
        if (example is not null)
        {
            module.Build(example);
            Run(module, example, outputs);
        }

        Input = example?.Spec;
        HashSet<Parameter> seen = new(ReferenceEqualityComparer.Instance);
        List<SummaryRow> rows = [];
        foreach ((string path, Module part) in module.NamedModules())
        {
            // What a layer builds behind itself stands under the layer's own path, and in its row.
            if (rows.Count > 0 && rows[^1].Path == path)
                rows[^1] = rows[^1] with { Parameters = rows[^1].Parameters + Own(part, seen) };
            else
                rows.Add(new SummaryRow(path, part.ToString(), outputs.TryGetValue(part, out TensorSpec spec) ? spec : null, Own(part, seen)));
        }

        Rows = rows;
        ParameterCount = module.ParameterCount;
        TrainableParameterCount = module.TrainableParameterCount;
        ParameterBytes = module.Parameters().Sum(parameter => parameter.Value.Spec.Bytes);
    }

    /// <summary>The network itself, then its parts, each before its own.</summary>
    public IReadOnlyList<SummaryRow> Rows { get; }

    /// <summary>What the network was shown; null if no example was at hand.</summary>
    public TensorSpec? Input { get; }

    /// <summary>Elements of all parameters.</summary>
    public long ParameterCount { get; }

    /// <summary>Elements of the parameters that are not frozen.</summary>
    public long TrainableParameterCount { get; }

    /// <summary>Bytes of all parameters.</summary>
    public long ParameterBytes { get; }

    /// <summary>The table.</summary>
    public override string ToString()
    {
        List<string[]> lines = [["path", "layer", "output", "parameters"]];
        foreach (SummaryRow row in Rows)
            lines.Add([row.Path.Length == 0 ? "(network)" : row.Path, row.Layer, row.Output?.Shape.ToString() ?? "?", row.Parameters == 0 ? "" : Count(row.Parameters)]);
        int[] widths = [.. Enumerable.Range(0, 4).Select(column => lines.Max(line => line[column].Length))];
        StringBuilder text = new();
        for (int i = 0; i < lines.Count; i++)
        {
            string[] line = lines[i];
            text.Append($"{line[0].PadRight(widths[0])}  {line[1].PadRight(widths[1])}  {line[2].PadRight(widths[2])}  {line[3].PadLeft(widths[3])}".TrimEnd()).Append('\n');
            if (i == 0)
                text.Append('-', widths.Sum() + 6).Append('\n');
        }

        string frozen = TrainableParameterCount == ParameterCount ? "" : $", {Count(TrainableParameterCount)} of them trained";
        text.Append(CultureInfo.InvariantCulture, $"{Count(ParameterCount)} parameters{frozen}, {Size(ParameterBytes)}");
        if (Input is { } input)
            text.Append(CultureInfo.InvariantCulture, $", for an input of {input}");
        return text.ToString();
    }

    static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.##} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.##} MiB");

    static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static long Own(Module module, HashSet<Parameter> seen)
    {
        HashSet<Parameter> below = new(module.Children().SelectMany(child => child.Parameters()), ReferenceEqualityComparer.Instance);
        return module.Parameters().Where(parameter => !below.Contains(parameter) && seen.Add(parameter)).Sum(parameter => parameter.Count);
    }

    static void Run(Module<Tensor, Tensor> module, Tensor example, Dictionary<Module, TensorSpec> outputs)
    {
        List<IDisposable> hooks = [];
        try
        {
            foreach (Module<Tensor, Tensor> part in module.Modules().OfType<Module<Tensor, Tensor>>())
            {
                hooks.Add(part.RegisterForwardHook((_, output) =>
                {
                    outputs[part] = output.Spec;
                    return output;
                }));
            }

            using (Gradients.Off())
                module.Call(example);
        }
        finally
        {
            foreach (IDisposable hook in hooks)
                hook.Dispose();
        }
    }
}
