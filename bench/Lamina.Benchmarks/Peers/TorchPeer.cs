using System.Diagnostics;
using System.Globalization;
using Lamina.Benchmarks.Timing;

namespace Lamina.Benchmarks.Peers;

/// <summary>
/// PyTorch. Its two pools of threads may fight for the cores, so it runs in several processes, each under another setting, and the
/// fastest counts. Settings that are clearly slower in a first turn take no part in the rounds.
/// </summary>
sealed class TorchPeer(PeerScripts scripts, int threads) : IPeer
{
    const double Hopeful = 4, Promising = 1.3, SlowMilliseconds = 300;

    readonly Dictionary<string, PeerProcess> _processes = [];

    public string Name => "torch";

    public string? Version { get; private set; }

    // The settings: a name, and the variable that makes it.
    static (string Name, string? Variable, string? Value)[] Settings(int threads) =>
    [
        ("default", null, null),
        ("OMP_WAIT_POLICY=passive", "OMP_WAIT_POLICY", "passive"),
        ("OPENBLAS_NUM_THREADS=1", "OPENBLAS_NUM_THREADS", "1"),
        ("GOMP_CPU_AFFINITY", "GOMP_CPU_AFFINITY", $"0-{threads - 1}"),
    ];

    public IReadOnlyList<IRunner> Prepare(PeerTask task)
    {
        List<(PeerRunner Runner, double Milliseconds)> first = [];
        foreach ((string setting, _, _) in Settings(threads))
        {
            if (!_processes.TryGetValue(setting, out PeerProcess? process))
                _processes.Add(setting, process = Start(setting));
            Version = process.Version;
            task.MakeIn(process);
            PeerRunner runner = new(process);
            first.Add((runner, Rested(runner, 0)));
        }

        // A first step is slow for many reasons, so only what is far off is left out by it.
        double least = first.Min(item => item.Milliseconds);
        (PeerRunner Runner, double Milliseconds)[] second =
            [.. first.Where(item => item.Milliseconds <= Hopeful * least).Select(item => (item.Runner, Second(item.Runner, item.Milliseconds)))];
        double best = second.Min(item => item.Milliseconds);
        return [.. second.Where(item => item.Milliseconds <= Promising * best).Select(item => item.Runner)];
    }

    public double PeakMiB(PeerTask task, string runner)
    {
        using PeerProcess process = Start(runner);
        task.MakeIn(process);
        new PeerRunner(process).Run(0, PeakMemory.Steps);
        return process.PeakMiB;
    }

    /// <summary>Writes a network as ONNX.</summary>
    public void Export(PeerTask task, string path)
    {
        string setting = Settings(threads)[1].Name;
        if (!_processes.TryGetValue(setting, out PeerProcess? process))
            _processes.Add(setting, process = Start(setting));
        task.CheckSame(process.Ask(new() { ["do"] = "export", ["workload"] = task.Workload, ["batch"] = task.Batch, ["path"] = path }), process.Name);
    }

    public void Dispose()
    {
        foreach (PeerProcess process in _processes.Values)
            process.Dispose();
        _processes.Clear();
    }

    // Slow steps need no warming up beyond the first.
    static double Second(PeerRunner runner, double first) =>
        first > SlowMilliseconds ? Math.Min(first, Rested(runner, 0)) : Math.Min(Rested(runner, 100), Rested(runner, 60));

    // The median of a turn's steps. What a setting's threads still spin after it must not slow the next one.
    static double Rested(PeerRunner runner, int milliseconds)
    {
        double median = runner.Run(milliseconds, 1).Median;
        Thread.Sleep(40);
        return median;
    }

    PeerProcess Start(string setting) => Open(scripts, setting, threads);

    /// <summary>Starts a process under a setting.</summary>
    /// <exception cref="PeerException">Python or PyTorch is missing.</exception>
    public static PeerProcess Open(PeerScripts scripts, string setting, int threads)
    {
        string python = Environment.GetEnvironmentVariable("LAMINA_TORCH_PYTHON") is { Length: > 0 } named ? named : "/usr/bin/python3";
        string count = threads.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(python, [Path.Combine(scripts.Folder, "torch_peer.py"), count]);
        foreach ((_, string? variable, _) in Settings(threads))
        {
            if (variable is not null)
                start.Environment.Remove(variable);
        }

        start.Environment["OMP_NUM_THREADS"] = count;
        (_, string? own, string? value) = Settings(threads).Single(item => item.Name == setting);
        if (own is not null)
            start.Environment[own] = value;
        return new PeerProcess(setting, start);
    }
}
