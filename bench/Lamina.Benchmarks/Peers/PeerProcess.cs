using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Lamina.Benchmarks.Peers;

/// <summary>A peer in a process of its own, which answers lines of JSON by lines of JSON.</summary>
sealed class PeerProcess : IDisposable
{
    readonly Process _process;
    readonly List<string> _errors = [];

    /// <summary>Starts it and reads its version.</summary>
    /// <exception cref="PeerException">The program is missing or does not start.</exception>
    public PeerProcess(string name, ProcessStartInfo start)
    {
        Name = name;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new PeerException($"{start.FileName}: {error.Message}");
        }

        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                if (!string.IsNullOrWhiteSpace(line.Data))
                    _errors.Add(line.Data);
            }
        };
        _process.BeginErrorReadLine();
        Version = Read()["version"]?.ToString() ?? "?";
    }

    public string Name { get; }

    public string Version { get; }

    /// <summary>The most memory it ever had, in MiB; NaN where the system does not say.</summary>
    public double PeakMiB
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 is var bytes and > 0 ? bytes / 1048576.0 : double.NaN;
        }
    }

    /// <summary>One question, one answer.</summary>
    /// <exception cref="PeerException">It ended, or says that it cannot.</exception>
    public JsonObject Ask(JsonObject request)
    {
        try
        {
            _process.StandardInput.WriteLine(request.ToJsonString());
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It is gone; reading says why.
        }

        return Read();
    }

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(2000))
                _process.Kill();
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            // It is gone already.
        }

        _process.Dispose();
    }

    JsonObject Read()
    {
        if (_process.StandardOutput.ReadLine() is not { } line)
        {
            _process.WaitForExit(1000);
            lock (_errors)
                throw new PeerException($"{Name} ended: {(_errors.Count > 0 ? _errors[^1] : "it did not say why")}");
        }

        JsonObject answer = JsonNode.Parse(line)!.AsObject();
        return answer["error"] is { } error ? throw new PeerException($"{Name}: {error}") : answer;
    }
}
