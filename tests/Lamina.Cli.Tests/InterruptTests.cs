using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Lamina.Formats;

namespace Lamina.Cli.Tests;

/// <summary>Ctrl-C and its like: exit code 130, and what is left is whole or nothing.</summary>
public sealed partial class InterruptTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public InterruptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no peer that sends signals here: kill.");
        HearSignals();
    }

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Before_the_first_step_nothing_is_left()
    {
        EasyPictures.Place(_lamina.At("data"), train: 6_000);
        foreach (string signal in (string[])["INT", "TERM", "HUP"])
        {
            string settings = _lamina.At("deep", signal, "settings.json");
            using Process process = _lamina.Start([], "train", "mnist-cnn", "--data", _lamina.At("data"), "--out", _lamina.At("deep", signal));
            string line = Interrupt(process, signal, () => File.Exists(settings));

            // Unless it was so quick that there was something to save.
            if (File.Exists(_lamina.At("deep", signal, "checkpoints", "backup.lamina")))
                Assert.Contains("go on with `lamina train --resume", line, StringComparison.Ordinal);
            else
                Assert.Equal(("lamina: interrupted.", false), (line, Directory.Exists(_lamina.At("deep", signal))));
        }
    }

    [Fact]
    public void After_an_epoch_its_weights_are_whole_and_can_be_evaluated()
    {
        string run = _lamina.At("run"), data = _lamina.At("data");
        EasyPictures.Place(data);
        using (Process process = _lamina.Start([], "train", "mnist-mlp", "--data", data, "--epochs", "1000000", "--out", run))
            Interrupt(process, "INT", () => File.Exists(Path.Combine(run, "metrics.csv")) && Rows() > 3);
        Assert.Equal(
            ["best.safetensors", "checkpoints", "environment.json", "gradients.safetensors", "last.safetensors", "log.txt", "metrics.csv", "metrics.jsonl", "settings.json"],
            Directory.EnumerateFileSystemEntries(run).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(6, Safetensors.Load(Path.Combine(run, "last.safetensors")).Tensors.Count);
        Assert.InRange(_lamina.Json("evaluate", run, "--data", data).GetProperty("value").GetDouble(), 0, 1);

        int Rows()
        {
            using FileStream file = new(Path.Combine(run, "metrics.csv"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using StreamReader reader = new(file);
            return reader.ReadToEnd().Count(c => c == '\n');
        }
    }

    [Fact]
    public void In_the_middle_it_saves_and_goes_on_to_the_same_bits()
    {
        EasyPictures.Place(_lamina.At("data"), train: 3_000);
        string[] train = ["train", "mnist-mlp", "--data", "data", "--epochs", "40"];
        Assert.True(_lamina.Run([.. train, "--out", "whole"]).Exit is 0 or 2);
        string last = _lamina.At("run", "last.safetensors"), line;
        using (Process process = _lamina.Start([], [.. train, "--out", "run"]))
            line = Interrupt(process, "INT", () => File.Exists(last));
        Assert.EndsWith("What was trained is saved; go on with `lamina train --resume run`.", line, StringComparison.Ordinal);
        (int exit, string output, string errors) = _lamina.Run("train", "--resume", "run", "--data", "data", "--threads", "1");
        Assert.True(exit is 0 or 2, errors);
        Assert.Contains("Going on from step", output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(_lamina.At("whole", "last.safetensors")), File.ReadAllBytes(last));
    }

    [Fact]
    public void A_download_that_hangs_is_left()
    {
        // Stands for a network: takes the connection and never answers.
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        string proxy = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        using Process process = _lamina.Start([("https_proxy", proxy), ("all_proxy", null), ("no_proxy", null)], "train", "mnist-mlp", "--data", _lamina.At("data"), "--out", _lamina.At("run"));
        Assert.Equal("lamina: interrupted.", Interrupt(process, "INT", silent.Pending));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_lamina.Folder));
    }

    static string Interrupt(Process process, string signal, Func<bool> isTime)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (!isTime())
        {
            Assert.False(process.HasExited, "The command ended before it could be interrupted.");
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
            Thread.Sleep(20);
        }

        using (Process kill = Process.Start("kill", ["-s", signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        if (!process.WaitForExit(TimeSpan.FromSeconds(60)))
        {
            process.Kill();
            Assert.Fail($"The command did not stop at {signal}.");
        }

        (int exit, _, string errors) = CommandLine.Finish(process);
        Assert.Equal(130, exit);
        Assert.StartsWith("lamina: interrupted.", errors, StringComparison.Ordinal);
        return Assert.Single(CommandLine.Lines(errors));
    }

    // A shell that starts tests in the background, or with nohup, has them ignore signals, and what they start would too.
    internal static void HearSignals()
    {
        const string Ignored = "SigIgn:";
        if (!OperatingSystem.IsLinux())
            return;
        string mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..];
        foreach (int signal in (int[])[1, 2, 15])
        {
            if ((Convert.ToUInt64(mask.Trim(), 16) >> (signal - 1) & 1) != 0)
                Handle(signal, 0);
        }
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Handle(int signal, nint handler);
}
