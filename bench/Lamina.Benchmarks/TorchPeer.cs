using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Lamina.Benchmarks;

/// <summary>PyTorch in a process of its own, under one setting of its threads.</summary>
sealed class TorchPeer : IDisposable
{
    readonly Process _process;

    TorchPeer(string setting, Process process, string version) => (Setting, _process, Version) = (setting, process, version);

    /// <summary>The settings under which PyTorch runs; its fastest counts.</summary>
    public static (string Name, string? Variable, string? Value)[] Settings(int threads) =>
    [
        ("default", null, null),
        ("OMP_WAIT_POLICY=passive", "OMP_WAIT_POLICY", "passive"),
        ("OPENBLAS_NUM_THREADS=1", "OPENBLAS_NUM_THREADS", "1"),
        ("GOMP_CPU_AFFINITY", "GOMP_CPU_AFFINITY", $"0-{threads - 1}"),
    ];

    public string Setting { get; }

    public string Version { get; }

    /// <summary>Starts a peer, or says why there is none.</summary>
    public static TorchPeer? Start((string Name, string? Variable, string? Value) setting, int threads, out string missing)
    {
        string python = Environment.GetEnvironmentVariable("LAMINA_TORCH_PYTHON") ?? "/usr/bin/python3";
        ProcessStartInfo start = new(python, [Script(), threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        foreach ((_, string? variable, _) in Settings(threads))
        {
            if (variable is not null)
                start.Environment.Remove(variable);
        }

        if (setting.Variable is not null)
            start.Environment[setting.Variable] = setting.Value;
        try
        {
            Process process = Process.Start(start)!;
            if (process.StandardOutput.ReadLine() is { } version)
            {
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                missing = "";
                return new TorchPeer(setting.Name, process, version);
            }

            missing = $"{python}: {process.StandardError.ReadToEnd().Trim().Split('\n')[^1]}";
        }
        catch (Win32Exception error)
        {
            missing = $"{python}: {error.Message}";
        }

        return null;
    }

    /// <summary>Milliseconds of a step, over at least the given time.</summary>
    public Turn Run(string workload, int milliseconds)
    {
        _process.StandardInput.WriteLine($"{workload} {milliseconds}");
        _process.StandardInput.Flush();
        string? line = _process.StandardOutput.ReadLine();
        double[] times = [.. (line ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
        return times.Length == 2 ? new Turn(times[0], times[1]) : throw new InvalidOperationException($"PyTorch ({Setting}) ended in the middle of {workload}.");
    }

    /// <summary>The most memory it had, in MiB; 0 where the system does not say.</summary>
    public double PeakMiB()
    {
        _process.Refresh();
        return _process.PeakWorkingSet64 / 1048576.0;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
            _process.Kill();
        _process.Dispose();
    }

    static string Script()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string script = Path.Combine(folder.FullName, "bench", "peers", "torch_steps.py");
            if (File.Exists(script))
                return script;
        }

        throw new FileNotFoundException($"No folder above {AppContext.BaseDirectory} holds bench/peers/torch_steps.py; run the benchmark from a checkout.");
    }
}
