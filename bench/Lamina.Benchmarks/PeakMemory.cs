using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks;

/// <summary>The most memory that a fresh process of this program takes for a few steps of a workload.</summary>
static class PeakMemory
{
    /// <summary>Steps that are run, by peers as well: the first one and two that find everything made.</summary>
    public const int Steps = 3;

    /// <summary>The argument by which this program starts itself: a workload's name follows.</summary>
    public const string Argument = "--memory-of";

    /// <summary>In MiB, or null where this program cannot start itself.</summary>
    public static double? Measure(BenchEntry entry)
    {
        if (entry.Mode == BenchMode.Kernel || Environment.ProcessPath is not { } program)
            return null;
        string[] own = Path.GetFileNameWithoutExtension(program) == "dotnet" && Assembly.GetEntryAssembly() is { } entryPoint ? [entryPoint.Location] : [];
        string mode = entry.Mode.ToString().ToLowerInvariant(), batch = entry.Batch.ToString(CultureInfo.InvariantCulture), threads = Compute.Threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(program, [.. own, "bench", Argument, entry.Name, "--mode", mode, "--batch", batch, "--threads", threads])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.TryParse(answer, CultureInfo.InvariantCulture, out double bytes) && bytes > 0
            ? bytes / 1048576
            : throw new InvalidOperationException($"The memory of {entry.Name} was not measured: {errors.Result}");
    }

    /// <summary>Runs the steps in this process and gives the most bytes it had.</summary>
    public static long Run(string name, BenchMode mode, int batch)
    {
        Workload workload = Workload.All.Single(candidate => candidate.Name == name);
        StepTask task = BenchEntry.Of(workload, mode, batch).Make();
        Step step = task.Capture();
        for (int i = 0; i < Steps; i++)
            step.Run(task.Inputs);
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
