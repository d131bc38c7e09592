using System.Text.Json.Nodes;
using Lamina.Benchmarks.Kernels;
using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks;

/// <summary>One line of the table: a network in a mode with a batch, or a kernel.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Name">The workload's name.</param>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Make">Makes the step.</param>
/// <param name="Spec">A kernel's sizes for a peer; null for networks.</param>
sealed record BenchEntry(BenchMode Mode, string Name, int Batch, Func<StepTask> Make, JsonObject? Spec = null)
{
    /// <summary>What a run's settings select, in the order of the tables.</summary>
    /// <exception cref="ArgumentException">A name is none, or not of these modes.</exception>
    public static IReadOnlyList<BenchEntry> Select(BenchSettings settings)
    {
        HashSet<BenchMode> modes = [.. settings.Modes];
        if (modes.Count == 0)
            modes = settings.Names.Count == 0 ? [BenchMode.Train] : [BenchMode.Train, BenchMode.Kernel];
        foreach (string name in settings.Names)
        {
            if (!Workload.All.Any(workload => workload.Name == name) && !Kernel.All.Any(kernel => IsOf(kernel.Name, name)))
                throw new ArgumentException($"No workload or kernel '{name}'. Networks: {string.Join(", ", Workload.All.Select(w => w.Name))}. Kernels, by the beginning of their names: {string.Join(", ", Kernel.All.Select(k => k.Name.Split('-')[0]).Distinct())}.");
        }

        bool Chosen(string name) => settings.Names.Count == 0 || settings.Names.Contains(name);
        IEnumerable<BenchEntry> entries =
        [
            .. from workload in Workload.All
               where modes.Contains(BenchMode.Train) && Chosen(workload.Name)
               select Of(workload, BenchMode.Train, settings.Batch ?? workload.Batch),
            .. from workload in Workload.All
               where modes.Contains(BenchMode.Infer) && Chosen(workload.Name)
               from batch in settings.Batch is { } given ? [given] : new[] { 1, workload.Batch }
               select Of(workload, BenchMode.Infer, batch),
            .. from kernel in Kernel.All
               where modes.Contains(BenchMode.Kernel) && (settings.Names.Count == 0 || settings.Names.Any(part => IsOf(kernel.Name, part)))
               select new BenchEntry(BenchMode.Kernel, kernel.Name, 1, () => Of(kernel), kernel.Spec),
        ];
        return [.. entries];
    }

    /// <summary>The entry of a network.</summary>
    public static BenchEntry Of(Workload workload, BenchMode mode, int batch) =>
        new(mode, workload.Name, batch, () => mode == BenchMode.Train ? workload.Train(batch) : workload.Infer(batch));

    static StepTask Of(Kernel kernel)
    {
        Func<Tensor> step = kernel.Make();
        return new StepTask(_ => step(), [], 0);
    }

    // A kernel is also named by the beginning of its name, up to a hyphen.
    static bool IsOf(string name, string part) => name == part || name.StartsWith(part + "-", StringComparison.Ordinal);
}
