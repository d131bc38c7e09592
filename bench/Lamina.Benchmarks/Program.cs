using System.Globalization;
using System.Runtime.InteropServices;
using Lamina;
using Lamina.Benchmarks;
using Lamina.Simd;

// dotnet run -c Release --project bench/Lamina.Benchmarks -- [mlp cnn lenet] [--threads N] [--rounds N] [--no-retry] [--no-peer] [--json]
List<string> names = [];
int rounds = 9;
bool json = false, usePeer = true, retry = true;
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--json":
            json = true;
            break;
        case "--no-retry":
            retry = false;
            break;
        case "--no-peer":
            usePeer = false;
            break;
        case "--threads" or "--rounds" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out int number) && number > 0:
            if (args[i++] == "--threads")
                Compute.Threads = number;
            else
                rounds = number;
            break;
        case { } name when Workload.Names.Contains(name):
            names.Add(name);
            break;
        default:
            Console.Error.WriteLine($"'{args[i]}' is no workload ({string.Join(", ", Workload.Names)}) and no option (--threads N, --rounds N, --no-retry, --no-peer, --json), or lacks its number of 1 or more.");
            return 1;
    }
}

(double one, double ratio) = FmaProbe.Measure();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {Compute.Threads} threads, SIMD {Tier.Current}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"FMA before: {one:F0} GFLOP/s on one thread, two threads {ratio:F2}×{(ratio < 1.9 ? " (below 1.9: the machine is shared or throttled)" : "")}"));
List<TorchPeer> peers = [];
foreach ((string Name, string? Variable, string? Value) setting in usePeer ? TorchPeer.Settings(Compute.Threads) : [])
{
    if (TorchPeer.Start(setting, Compute.Threads, out string missing) is { } peer)
        peers.Add(peer);
    else
        Console.WriteLine($"missing peer: PyTorch ({setting.Name}): {missing}");
}

if (peers.Count > 0)
    Console.WriteLine($"PyTorch: {peers[0].Version}");
List<Rounds> results = [];
foreach (string name in names.Count > 0 ? names : [.. Workload.Names])
{
    results.Add(Rounds.Measure(name, peers, rounds, atMost: retry ? 3 * rounds : rounds));
    Report.Print(results[^1]);
}

(one, ratio) = FmaProbe.Measure();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nFMA after: {one:F0} GFLOP/s on one thread, two threads {ratio:F2}×{(ratio < 1.9 ? " (below 1.9: the machine is shared or throttled)" : "")}"));
foreach (TorchPeer peer in peers)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of PyTorch ({peer.Setting}): {peer.PeakMiB():F0} MiB"));
    peer.Dispose();
}

if (json)
    Console.WriteLine(Report.Json(results).ToJsonString());
return 0;
