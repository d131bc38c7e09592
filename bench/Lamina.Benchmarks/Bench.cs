using System.Globalization;
using System.Runtime.InteropServices;
using Lamina.Benchmarks.Floor;
using Lamina.Benchmarks.Peers;
using Lamina.Benchmarks.Report;

namespace Lamina.Benchmarks;

/// <summary>A run of the benchmark: Lamina and its peers in turn, a table, and JSON where wanted.</summary>
public static class Bench
{
    const double Quiet = 1.9;

    /// <summary>Measures what the settings select.</summary>
    /// <param name="settings">What, against whom, how often.</param>
    /// <param name="output">Where the table goes, and with <see cref="BenchSettings.Json"/> the array as the last line.</param>
    /// <param name="cancellation">Ends the run after the line in hand.</param>
    /// <exception cref="ArgumentException">A name is none.</exception>
    public static void Run(BenchSettings settings, TextWriter output, CancellationToken cancellation = default)
    {
        IReadOnlyList<BenchEntry> entries = BenchEntry.Select(settings);
        output.WriteLine(Text($"{Environment.ProcessorCount} cores, {Compute.Threads} threads, SIMD {Compute.Tier}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"));
        Machine(output);
        using PeerScripts scripts = new();
        List<IPeer> peers = [];
        if (settings.Torch)
            peers.Add(new TorchPeer(scripts, Compute.Threads));
        List<Measurement> results = [];
        TableReport table = new(output);
        try
        {
            foreach (BenchEntry entry in entries)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (Measurement result in Contest.Measure(entry, peers, settings, table.Note))
                {
                    results.Add(result);
                    table.Add(result);
                }

                GC.Collect();
            }
        }
        finally
        {
            foreach (IPeer peer in peers)
                peer.Dispose();
        }

        table.Finish(results);
        foreach (IPeer peer in peers.Where(peer => peer.Version is not null))
            output.WriteLine($"{peer.Name}: {peer.Version}");
        Machine(output);
        if (settings.Json)
            output.WriteLine(JsonReport.Of(results, Compute.Threads));
    }

    /// <summary>Runs a few steps of a workload in this process and gives the most bytes it ever had: how a run measures memory in a process of its own.</summary>
    /// <param name="workload">The workload's name.</param>
    /// <param name="mode">Training or prediction.</param>
    /// <param name="batch">Samples of a step.</param>
    public static long PeakBytes(string workload, BenchMode mode, int batch) => PeakMemory.Run(workload, mode, batch);

    static void Machine(TextWriter output)
    {
        double one = FmaProbe.Peak(1), ratio = FmaProbe.Ratio();
        output.WriteLine(Text($"fused multiply-adds: {one:F0} GFLOP/s on one thread, {ratio:F2} times as many on two{(ratio < Quiet ? " (below 1.9: the machine is shared or throttled)" : "")}"));
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
