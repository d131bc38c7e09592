using System.Diagnostics;
using Lamina.Benchmarks.Floor;

namespace Lamina.Benchmarks.Timing;

/// <summary>Runners in turn, round by round, on one task.</summary>
sealed class Rounds
{
    const int RestMilliseconds = 40, Enough = 3;

    readonly List<(Turn[] Turns, bool IsQuiet)> _all = [];

    Rounds()
    {
    }

    public int Count => _all.Count;

    public int QuietCount => _all.Count(round => round.IsQuiet);

    /// <summary>Whether the rounds that count are those on a quiet machine; with fewer than three of these all count.</summary>
    public bool IsQuiet => QuietCount >= Math.Min(Enough, Wanted);

    int Wanted { get; init; }

    IReadOnlyList<Turn[]> Counted => [.. _all.Where(round => round.IsQuiet || !IsQuiet).Select(round => round.Turns)];

    /// <summary>Measures until so many rounds were quiet, or three times as many are done, or the time is over.</summary>
    /// <param name="runners">Who takes part.</param>
    /// <param name="wanted">Quiet rounds that are wanted.</param>
    /// <param name="seconds">When the time is over; three rounds are done in any case, if as many are wanted.</param>
    /// <param name="turn">Milliseconds of a turn, which holds one step at least.</param>
    public static Rounds Measure(IReadOnlyList<IRunner> runners, int wanted, double seconds, int turn)
    {
        Rounds rounds = new() { Wanted = wanted };
        long start = Stopwatch.GetTimestamp();

        // Each round begins with another one, so that nobody always follows the same neighbour.
        for (int i = 0; rounds.QuietCount < wanted && i < 3 * wanted; i++)
        {
            if (i >= Math.Min(Enough, wanted) && Stopwatch.GetElapsedTime(start).TotalSeconds > seconds)
                break;
            bool quiet = FmaProbe.WaitForQuiet(4);
            Turn[] turns = new Turn[runners.Count];
            for (int k = 0; k < turns.Length; k++)
            {
                int who = (k + i) % turns.Length;
                turns[who] = runners[who].Run(turn, 1);

                // Threads that a library leaves spinning must not take a core from the next one.
                Thread.Sleep(RestMilliseconds);
            }

            rounds._all.Add((turns, quiet && FmaProbe.IsQuiet));
        }

        return rounds;
    }

    /// <summary>Median milliseconds of a step of a runner.</summary>
    public double Milliseconds(int runner) => Statistics.Median(Counted.Select(turns => turns[runner].Mean));

    /// <summary>The other's time over one's own, round by round, so that both sides saw the same machine.</summary>
    public (double Median, double Least, double Most) Ratio(int own, int other)
    {
        double[] ratios = [.. Counted.Select(turns => turns[other].Mean / turns[own].Mean)];
        return (Statistics.Median(ratios), ratios.Min(), ratios.Max());
    }
}
