using System.Diagnostics;

namespace Lamina.Benchmarks.Timing;

/// <summary>Milliseconds of a step in one turn.</summary>
/// <param name="Mean">Over the whole turn: it holds everything, also what the collector and other programs took.</param>
/// <param name="Median">Of the single steps: what a step takes when nobody interrupts it.</param>
readonly record struct Turn(double Mean, double Median)
{
    /// <summary>Runs steps for the given time, but at least so many.</summary>
    public static Turn Of(Action step, int milliseconds, int least)
    {
        List<double> times = new(256);
        long start = Stopwatch.GetTimestamp(), end = start;
        while (times.Count < least || Stopwatch.GetElapsedTime(start, end).TotalMilliseconds < milliseconds)
        {
            long begin = end;
            step();
            end = Stopwatch.GetTimestamp();
            times.Add(Stopwatch.GetElapsedTime(begin, end).TotalMilliseconds);
        }

        return new Turn(Stopwatch.GetElapsedTime(start, end).TotalMilliseconds / times.Count, Statistics.Median(times));
    }
}
