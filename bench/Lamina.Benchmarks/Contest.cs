using Lamina.Benchmarks.Floor;
using Lamina.Benchmarks.Peers;
using Lamina.Benchmarks.Timing;
using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks;

/// <summary>Lamina against its peers on one entry.</summary>
static class Contest
{
    // A turn's milliseconds, and the seconds after which a kernel gets no more rounds: there are many kernels.
    const int Turn = 120, KernelTurn = 30;
    const double KernelSeconds = 4;

    /// <summary>One measurement for each peer that took part, or one without any.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="peers">The peers.</param>
    /// <param name="ceilings">What the machine gives.</param>
    /// <param name="settings">How often, how long.</param>
    /// <param name="note">Takes remarks, such as a peer that is missing.</param>
    public static IReadOnlyList<Measurement> Measure(BenchEntry entry, IReadOnlyList<IPeer> peers, Ceilings ceilings, BenchSettings settings, Action<string> note)
    {
        StepTask task = entry.Make();
        IReadOnlyList<(double Flops, double Read, double Written)> passes = Least(task);
        LaminaRunner own = new(task, captured: true);
        List<IRunner> runners = [own];
        if (settings.Eager)
            runners.Add(new LaminaRunner(task, captured: false));
        foreach (IRunner runner in runners)
            runner.Run(200, 2);
        if (own.WhyEager is { } why)
            note($"{entry.Name} is not replayed: {why}");

        PeerTask question = new(entry.Mode, entry.Name, entry.Batch, task.Parameters, task.Inputs.FirstOrDefault(), entry.Spec);
        List<(IPeer Peer, int First, int Count)> present = [];
        foreach (IPeer peer in peers.Where(peer => peer is not OrtPeer || entry.Mode == BenchMode.Infer))
        {
            try
            {
                IReadOnlyList<IRunner> ready = peer.Prepare(question);
                present.Add((peer, runners.Count, ready.Count));
                runners.AddRange(ready);
            }
            catch (PeerException error)
            {
                note($"{entry.Name}: no {peer.Name}: {error.Message}");
            }
        }

        Rounds rounds = entry.Mode == BenchMode.Kernel
            ? Rounds.Measure(runners, settings.Rounds, Math.Min(settings.Seconds, KernelSeconds), KernelTurn)
            : Rounds.Measure(runners, settings.Rounds, settings.Seconds, Turn);
        double milliseconds = rounds.Milliseconds(0);
        Measurement alone = new()
        {
            Entry = entry,
            Peer = "none",
            Milliseconds = milliseconds,
            EagerMilliseconds = settings.Eager ? rounds.Milliseconds(1) : null,
            Gflops = passes.Sum(pass => pass.Flops) / milliseconds / 1e6,
            FloorShare = ceilings.Milliseconds(passes) / milliseconds,
            AllocatedBytes = own.AllocatedBytes(),
            PeakMemoryMiB = PeakMemory.Measure(entry),
            Rounds = (rounds.Count, rounds.QuietCount),
            IsQuiet = rounds.IsQuiet,
        };
        return present.Count == 0 ? [alone] : [.. present.Select(item => Against(item.Peer, item.First, item.Count))];

        Measurement Against(IPeer peer, int first, int count)
        {
            int fastest = Enumerable.Range(first, count).MinBy(rounds.Milliseconds);
            return alone with
            {
                Peer = peer.Name,
                PeerSetting = runners[fastest].Name,
                PeerMilliseconds = rounds.Milliseconds(fastest),
                Ratio = rounds.Ratio(0, fastest),
                PeerPeakMemoryMiB = entry.Mode == BenchMode.Kernel ? null : peer.PeakMiB(question, runners[fastest].Name),
            };
        }
    }

    // The trace holds every tensor of a step, so it must be gone before anything is timed.
    static IReadOnlyList<(double Flops, double Read, double Written)> Least(StepTask task) => StepCost.Of(task).Costs();
}
