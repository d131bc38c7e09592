using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks.Timing;

/// <summary>Lamina on a task: replayed by <see cref="Capture"/>, or op by op.</summary>
sealed class LaminaRunner : IRunner
{
    readonly StepTask _task;
    readonly Step? _step;
    readonly Action _run;

    public LaminaRunner(StepTask task, bool captured)
    {
        _task = task;
        _step = captured ? task.Capture() : null;
        _run = captured ? () => _step!.Run(_task.Inputs) : () => _task.Body(_task.Inputs);
    }

    public string Name => _step is null ? "Lamina, op by op" : "Lamina";

    /// <summary>Why a step that was to be replayed runs op by op, or null.</summary>
    public string? WhyEager => _step?.WhyEager;

    public Turn Run(int milliseconds, int least) => Turn.Of(_run, milliseconds, least);

    /// <summary>Managed bytes that a step allocates, on all threads; the least of three counts, since others may allocate meanwhile.</summary>
    public long AllocatedBytes()
    {
        const int Steps = 3;
        long least = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int k = 0; k < Steps; k++)
                _run();
            least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Steps);
        }

        return least;
    }
}
