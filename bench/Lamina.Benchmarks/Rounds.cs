namespace Lamina.Benchmarks;

/// <summary>Lamina and its peers in turn, round by round, on one workload.</summary>
sealed class Rounds
{
    const double Quiet = 1.9;
    const int Warm = 300, Budget = 120;

    readonly List<Round> _all = [];

    Rounds(string workload, IReadOnlyList<TorchPeer> peers) => (Workload, Peers) = (workload, peers);

    public string Workload { get; }

    public IReadOnlyList<TorchPeer> Peers { get; }

    public long EagerAllocations { get; private set; }

    public long CapturedAllocations { get; private set; }

    /// <summary>Median milliseconds of the phases of an eager step: zero, forward, loss, backward, update.</summary>
    public double[] Phases { get; private set; } = [];

    /// <summary>Milliseconds a step in which the collector stops an eager program.</summary>
    public double Pauses { get; private set; }

    public int Count => _all.Count;

    public int QuietCount => _all.Count(round => round.IsQuiet);

    /// <summary>The rounds that count: those on a quiet machine if there are three of them, else all.</summary>
    public IReadOnlyList<Round> Counted => QuietCount >= 3 ? [.. _all.Where(round => round.IsQuiet)] : _all;

    /// <summary>The peer of the lowest median of means, or −1 where there is none.</summary>
    public int Fastest => Peers.Count == 0 ? -1 : Enumerable.Range(0, Peers.Count).MinBy(i => Median(Counted.Select(round => round.Peers[i].Mean)));

    /// <summary>Measures a workload until enough rounds were quiet, or as many as may be are done.</summary>
    public static Rounds Measure(string name, IReadOnlyList<TorchPeer> peers, int wanted, int atMost)
    {
        Workload workload = Benchmarks.Workload.Make(name);
        Rounds rounds = new(name, peers);
        workload.Eager(2 * Warm);
        workload.Captured(Warm);
        foreach (TorchPeer peer in peers)
            peer.Run(name, Warm);

        // Each round begins with another one, so that nobody always follows the same neighbour.
        for (int i = 0; rounds.QuietCount < wanted && i < atMost; i++)
        {
            double before = FmaProbe.Measure().Ratio;
            Turn[] times = new Turn[2 + peers.Count];
            for (int k = 0; k < times.Length; k++)
            {
                int who = (k + i) % times.Length;
                times[who] = who switch
                {
                    0 => workload.Eager(Budget),
                    1 => workload.Captured(Budget),
                    _ => peers[who - 2].Run(name, Budget),
                };
            }

            rounds._all.Add(new Round(times[0], times[1], times[2..], Math.Min(before, FmaProbe.Measure().Ratio) >= Quiet));
        }

        rounds.EagerAllocations = workload.EagerAllocations();
        rounds.CapturedAllocations = workload.CapturedAllocations();
        rounds.Pauses = workload.Pauses();
        double[][] phases = [.. Enumerable.Range(0, 200).Select(_ => workload.Phases())];
        rounds.Phases = [.. Enumerable.Range(0, 5).Select(phase => Median(phases.Select(times => times[phase])))];
        return rounds;
    }

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
