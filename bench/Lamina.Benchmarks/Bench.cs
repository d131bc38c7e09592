using System.Globalization;
using System.Runtime.InteropServices;
using Lamina.Benchmarks.Floor;
using Lamina.Benchmarks.Peers;
using Lamina.Benchmarks.Report;

namespace Lamina.Benchmarks;

/// <summary>A run of the benchmark: Lamina and its peers in turn, a table, and JSON where wanted.</summary>
public static class Bench
{
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
        bool quiet = FmaProbe.WaitForQuiet(10);
        Ceilings ceilings = new(Compute.Threads);
        Describe(ceilings, quiet && FmaProbe.IsQuiet, output);
        if (Compute.Threads > 1)
            Describe(RegionProbe.Measure(), output);
        using PeerScripts scripts = new();
        List<IPeer> peers = [];
        using TorchPeer torch = new(scripts, Compute.Threads);
        if (settings.Torch)
            peers.Add(torch);
        if (settings.OnnxRuntime)
            peers.Add(new OrtPeer(scripts, torch, Compute.Threads));
        List<Measurement> results = [];
        TableReport table = new(output);
        try
        {
            foreach (BenchEntry entry in entries)
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (Measurement result in Contest.Measure(entry, peers, ceilings, settings, table.Note))
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

    /// <summary>Trains one step of a workload in this process, and says when it was done.</summary>
    /// <param name="workload">The workload's name.</param>
    /// <returns>A sentence with the milliseconds since the process began, and those that went into compiling.</returns>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public static string FirstStepOf(string workload)
    {
        (double milliseconds, double compiling, long methods) = FirstStep.Run(workload);
        return Text($"{workload}: first training step done {milliseconds:F0} ms after the process began, {compiling:F0} of them spent compiling {methods} methods");
    }

    static void Machine(TextWriter output)
    {
        double ratio = FmaProbe.Ratio(), one = FmaProbe.Peak(1);
        output.WriteLine(Text($"fused multiply-adds: {one:F0} GFLOP/s on one thread, {ratio:F2} times as many on two{(ratio < FmaProbe.Quiet ? " (below 1.9: the machine is shared or throttled)" : "")}"));
    }

    static void Describe(Ceilings ceilings, bool quiet, TextWriter output)
    {
        string Of(Pattern pattern) => string.Join(", ", new[] { 64L << 10, 1L << 20, 16L << 20, 256L << 20 }.Select(bytes => Text($"{ceilings.Bandwidth.GigabytesPerSecond(pattern, bytes):F0}")));
        output.WriteLine(Text($"ceilings of the floor: {ceilings.Gflops:F0} GFLOP/s; GB/s on 64 KiB, 1, 16 and 256 MiB: read {Of(Pattern.Read)}; write {Of(Pattern.Write)}; copy {Of(Pattern.Copy)}; add {Of(Pattern.Add)}{(quiet ? "" : " (measured on a noisy machine: shares of the floor say little)")}"));
    }

    static void Describe(RegionProbe region, TextWriter output) =>
        output.WriteLine(Text($"a parallel region: warm {region.WarmMicroseconds:F1} µs; after 10 ms of idling {region.IdleMicroseconds:F0} µs more than its grains one by one; it and the idling take {region.IdleProcessorMilliseconds:F1} ms of processor time"));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
