using System.Diagnostics;

namespace Lamina.Benchmarks.Floor;

/// <summary>Threads that do the same thing at the same time.</summary>
static class Crew
{
    /// <summary>
    /// Seconds from the first beginning to the last end. The threads look at the clock themselves: on a busy machine, whoever waits for
    /// them wakes up late.
    /// </summary>
    /// <param name="threads">How many.</param>
    /// <param name="prepare">What each does first, untimed; it gives what is timed.</param>
    public static double Seconds(int threads, Func<Action> prepare)
    {
        using Barrier start = new(threads);
        long[] begins = new long[threads], ends = new long[threads];
        Thread[] workers = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
        {
            Action work = prepare();
            start.SignalAndWait();
            begins[i] = Stopwatch.GetTimestamp();
            work();
            ends[i] = Stopwatch.GetTimestamp();
        }))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        return Stopwatch.GetElapsedTime(begins.Min(), ends.Max()).TotalSeconds;
    }
}
