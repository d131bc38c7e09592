using System.Globalization;
using System.Text;
using Lamina.Graphs;
using Lamina.NN;
using Lamina.Storage;

namespace Lamina.Training;

/// <summary>A tree of a network's layers: paths, output shapes, parameters, FLOPs, and what training takes in memory. Prints itself.</summary>
public sealed class ModelSummary
{
    internal ModelSummary(Module<Tensor, Tensor> module, Tensor? example, Optimizer optimizer)
    {
        Dictionary<Module, TensorSpec> outputs = new(ReferenceEqualityComparer.Instance);
        Dictionary<string, double> flops = [];
        if (example is not null)
        {
            module.Build(example);
            IReadOnlyList<TraceStep> steps = Run(module, example, outputs);
            Dictionary<string, string> paths = LayerGraph.PathsByPlace(module);
            foreach (TraceStep step in steps)
            {
                string path = paths.GetValueOrDefault(step.Place.Path, "");
                flops[path] = flops.GetValueOrDefault(path) + step.Cost.Flops;
            }

            Graph = new LayerGraph(module, example, steps);
            ActivationBytes = KeptActivations.Bytes(module, steps);
            StepBytes = StepMemory.Bytes(module, example);
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
                rows.Add(new SummaryRow(path, part.ToString(), outputs.TryGetValue(part, out TensorSpec spec) ? spec : null, Own(part, seen), flops.GetValueOrDefault(path)));
        }

        Rows = rows;
        ParameterCount = module.ParameterCount;
        TrainableParameterCount = module.TrainableParameterCount;
        ParameterBytes = module.Parameters().Sum(parameter => parameter.Value.Spec.Bytes);
        Parameter[] trained = [.. module.Parameters().Where(parameter => parameter.Trainable)];
        GradientBytes = trained.Sum(parameter => parameter.Value.Spec.Bytes);
        OptimizerBytes = optimizer.StateBytes(trained);
        if (StepBytes is { } between)
            TrainingBytes = Lent(module.Parameters()) + Lent(trained) + StatesOf(trained) + Lent(between) + Lent(example!.Spec.Bytes);
        Flops = flops.Values.Sum();
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

    /// <summary>Bytes of a gradient for each parameter that is trained.</summary>
    public long GradientBytes { get; }

    /// <summary>Bytes that the optimizer keeps from its first step on.</summary>
    public long OptimizerBytes { get; }

    /// <summary>
    /// Bytes that a forward keeps for its gradients, with the batch of the example: inputs and outputs that the backward pass asks for, each once. Beside it
    /// a step needs room for its gradients of activations. 0 without an example.
    /// </summary>
    public long ActivationBytes { get; }

    /// <summary>
    /// Bytes that a step of training takes between its ops, with the batch of the example: values of the forward, their gradients, and the memory that ops work in, as a replayed step lays
    /// them out, where what is no longer needed makes room for the next. Dropout and the loss are not counted. Null without an example, and where a step cannot be recorded.
    /// </summary>
    public long? StepBytes { get; }

    /// <summary>
    /// Bytes of all tensors of a training with the batch of the example, as the pool of memory lends them: parameters, gradients, the optimizer's state, what a step takes between, and
    /// the batch. The first step, which is recorded, may take more for a moment. Null without an example, and where a step cannot be recorded.
    /// </summary>
    public long? TrainingBytes { get; }

    /// <summary>Floating-point operations of the forward for the example, a multiply-add as two; 0 without an example.</summary>
    public double Flops { get; }

    /// <summary>What goes where; null without an example.</summary>
    public LayerGraph? Graph { get; }

    /// <summary>The tree as a table.</summary>
    public override string ToString() => Text(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>The same for a machine of so many bytes of memory.</summary>
    internal string Text(long available)
    {
        List<string[]> lines = [["path", "layer", "output", "parameters", "FLOPs"]];
        foreach (SummaryRow row in Rows)
            lines.Add([Branch(row.Path), row.Layer, row.Output?.Shape.ToString() ?? "?", row.Parameters == 0 ? "" : Count(row.Parameters), row.Flops == 0 ? "" : Operations(row.Flops)]);
        int[] widths = [.. Enumerable.Range(0, 5).Select(column => lines.Max(line => line[column].Length))];
        StringBuilder text = new();
        for (int i = 0; i < lines.Count; i++)
        {
            string[] line = lines[i];
            text.Append($"{line[0].PadRight(widths[0])}  {line[1].PadRight(widths[1])}  {line[2].PadRight(widths[2])}  {line[3].PadLeft(widths[3])}  {line[4].PadLeft(widths[4])}".TrimEnd()).Append('\n');
            if (i == 0)
                text.Append('-', widths.Sum() + 8).Append('\n');
        }

        string frozen = TrainableParameterCount == ParameterCount ? "" : $", {Count(TrainableParameterCount)} of them trained";
        text.Append(CultureInfo.InvariantCulture, $"{Count(ParameterCount)} parameters{frozen}, {Size(ParameterBytes)}");
        if (Input is { } input)
            text.Append(CultureInfo.InvariantCulture, $", {Operations(Flops)} FLOPs for an input of {input}");
        text.Append(CultureInfo.InvariantCulture, $"\ntraining: parameters {Size(ParameterBytes)}, gradients {Size(GradientBytes)}, optimizer {Size(OptimizerBytes)}");
        if (Input is { } batch)
            text.Append(CultureInfo.InvariantCulture, $", activations {Size(ActivationBytes)} for a batch of {batch.Shape[0]}");
        if (TrainingBytes is { } all)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nin all about {Size(all)} with what a step needs between");
            if (all > available)
                text.Append(CultureInfo.InvariantCulture, $", which does not fit into the {Size(available)} of this machine: take a smaller batch (`BatchSizeFinder` looks for the largest), or 16-bit activations");
        }

        return text.ToString();
    }

    long StatesOf(Parameter[] trained) => GradientBytes == 0 ? OptimizerBytes : (long)(OptimizerBytes * ((double)Lent(trained) / GradientBytes));

    static long Lent(IEnumerable<Parameter> parameters) => parameters.Sum(parameter => Lent(parameter.Value.Spec.Bytes));

    // Blocks of the pool come in sizes.
    static long Lent(long bytes) => bytes == 0 ? 0 : SizeClass.Bytes(SizeClass.Of(bytes));

    // A part stands further in than what it is a part of.
    static string Branch(string path) => path.Length == 0 ? "(network)" : new string(' ', 2 * path.Count(letter => letter == '.') + 2) + path;

    static string Operations(double flops) => flops switch
    {
        < 1e3 => flops.ToString("0", CultureInfo.InvariantCulture),
        < 1e6 => (flops / 1e3).ToString("0.#", CultureInfo.InvariantCulture) + " k",
        < 1e9 => (flops / 1e6).ToString("0.#", CultureInfo.InvariantCulture) + " M",
        _ => (flops / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " G",
    };

    static string Size(long bytes) => bytes < 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.##} KiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.##} MiB");

    static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static long Own(Module module, HashSet<Parameter> seen)
    {
        HashSet<Parameter> below = new(module.Children().SelectMany(child => child.Parameters()), ReferenceEqualityComparer.Instance);
        return module.Parameters().Where(parameter => !below.Contains(parameter) && seen.Add(parameter)).Sum(parameter => parameter.Count);
    }

    static List<TraceStep> Run(Module<Tensor, Tensor> module, Tensor example, Dictionary<Module, TensorSpec> outputs)
    {
        List<IDisposable> hooks = [];
        using Trace trace = Trace.Open();
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
            return trace.Steps;
        }
        finally
        {
            foreach (IDisposable hook in hooks)
                hook.Dispose();
        }
    }
}
