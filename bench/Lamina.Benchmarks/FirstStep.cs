using System.Diagnostics;
using System.Runtime;
using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks;

/// <summary>How long a fresh process of this program takes until it has trained its first step.</summary>
static class FirstStep
{
    /// <summary>Trains one step in this process.</summary>
    /// <param name="name">The workload's name.</param>
    /// <returns>Milliseconds since the process began, those of them that went into compiling, and the methods that were compiled.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static (double Milliseconds, double Compiling, long Methods) Run(string name)
    {
        Workload workload = Workload.All.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new ArgumentException($"No workload '{name}'. There are: {string.Join(", ", Workload.All.Select(candidate => candidate.Name))}.");
        StepTask task = workload.Train(workload.Batch);
        if (!float.IsFinite(task.Capture().Run(task.Inputs).ToSingle()))
            throw new InvalidOperationException($"The first step of {name} gave no number.");
        DateTime now = DateTime.Now;
        using Process self = Process.GetCurrentProcess();
        return ((now - self.StartTime).TotalMilliseconds, JitInfo.GetCompilationTime().TotalMilliseconds, JitInfo.GetCompiledMethodCount());
    }
}
