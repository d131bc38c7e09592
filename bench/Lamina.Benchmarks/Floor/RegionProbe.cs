using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lamina.Benchmarks.Timing;
using Lamina.Cpu;

namespace Lamina.Benchmarks.Floor;

/// <summary>What a parallel region costs besides its work: what a kernel must gain before threads are worth it.</summary>
/// <param name="WarmMicroseconds">A region of empty grains, one right after the other.</param>
/// <param name="IdleMicroseconds">A region after 10 ms of sleep, longer than its grains take one after the other on a thread that is awake; below zero where the second thread came in time.</param>
/// <param name="IdleProcessorMilliseconds">Processor time of all threads that a region and the idling after it take.</param>
sealed record RegionProbe(double WarmMicroseconds, double IdleMicroseconds, double IdleProcessorMilliseconds)
{
    const int Warm = 2000, Idle = 40, Grains = 8;
    const double GrainMicroseconds = 20;

    /// <summary>Medians on this machine now; takes half a second.</summary>
    public static RegionProbe Measure()
    {
        Spinning work = new((long)(GrainMicroseconds * 1e-6 * Stopwatch.Frequency)), empty = new(0);
        double warm = Median(Warm, 0, () => Workers.Run(Grains, empty));
        double serial = Median(Idle, 0, () =>
        {
            for (long grain = 0; grain < Grains; grain++)
                work.Run(grain);
        });
        TimeSpan before = Environment.CpuUsage.TotalTime;
        double idle = Median(Idle, 10, () => Workers.Run(Grains, work));
        double processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Idle;
        return new RegionProbe(warm, idle - serial, processor);
    }

    static double Median(int times, int sleep, Action region)
    {
        double[] microseconds = new double[times];
        for (int i = 0; i < times; i++)
        {
            if (sleep > 0)
                Thread.Sleep(sleep);
            long begin = Stopwatch.GetTimestamp();
            region();
            microseconds[i] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds;
        }

        return Statistics.Median(microseconds);
    }

    readonly struct Spinning(long ticks) : IGrains
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(long grain)
        {
            if (ticks == 0)
                return;
            long end = Stopwatch.GetTimestamp() + ticks;
            while (Stopwatch.GetTimestamp() < end)
            {
            }
        }
    }
}
