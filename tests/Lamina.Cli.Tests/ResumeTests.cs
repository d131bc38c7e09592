using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Lamina.TestKit;

namespace Lamina.Cli.Tests;

/// <summary>Processes that train are killed at moments of chance, again and again; what they come to in the end is what one comes to that was left alone.</summary>
public sealed partial class ResumeTests : IDisposable
{
    // Dropout and batch normalization; 34 steps an epoch, one of a few milliseconds.
    static readonly string[] Training = ["fashion-cnn", "--epochs", "6", "--batch-size", "16", "--data", "data", "--checkpoint-every", "0.02"];

    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Killed_at_any_moment_it_goes_on_to_the_same_bits()
    {
        int wanted = TestTier.IsFull ? 50 : 8, killed = 0, within = 0, rounds = 0;
        PlaceClothes();
        Run(["train", .. Training, "--out", "whole", "--threads", "2"]);
        Random random = new(5);
        while (killed < wanted)
        {
            string run = $"run-{rounds++}";
            for (int started = 0; ; started++)
            {
                string[] threads = ["--threads", (1 + random.Next(3)).ToString(CultureInfo.InvariantCulture)];
                using Process process = _lamina.Start([], ["train", .. Training, .. threads, "--resume", run]);
                bool isAnywhere = killed % 5 == 4;
                if (isAnywhere)
                    Thread.Sleep(random.Next(1500));
                else
                    WaitForProgress(process, run, random.Next(400));
                if (killed < wanted && !process.HasExited)
                {
                    process.Kill();
                    killed++;
                }

                (int exit, string output, string errors) = CommandLine.Finish(process);
                if (exit is 0 or 2)
                {
                    Assert.Empty(errors);
                    break;
                }

                Assert.Equal(128 + 9, exit);
                if (File.Exists(_lamina.At(run, "checkpoints", "backup.lamina")) && GoingOn().Match(output) is { Success: true } going)
                    within += long.Parse(going.Groups[1].ValueSpan, CultureInfo.InvariantCulture) > 0 ? 1 : 0;
                Assert.True(started < 200);
            }

            AssertSame("whole", run);
        }

        TestContext.Current.SendDiagnosticMessage($"{killed} killed in {rounds} trainings, {within} of them after they had gone on");
        Assert.True(within >= wanted / 3, $"{within} of {killed} were killed in the middle of what they went on with.");
    }

    [Fact]
    public void A_finished_run_is_left_as_it_is()
    {
        EasyPictures.Place(_lamina.At("data"));
        (int exit, _, _) = _lamina.Run("train", "mnist-mlp", "--data", "data", "--set", "limit=64", "--epochs", "1", "--out", "run");
        Assert.True(exit is 0 or 2);
        Dictionary<string, DateTime> before = Times();
        (int again, string output, string errors) = _lamina.Run("train", "--resume", "run");
        Assert.Equal((exit, ""), (again, errors));
        Assert.Contains("run is finished; nothing was done.", output, StringComparison.Ordinal);
        Assert.Equal(before, Times());
        Assert.Equal(File.ReadAllText(_lamina.At("run", "result.json")), _lamina.Json("train", "mnist-mlp", "--resume", "run").GetRawText());

        // What does not fit the run.
        foreach ((string[] arguments, string part) in ((string[], string)[])
        [
            (["mnist-cnn", "--resume", "run"], "is a run of mnist-mlp, not of mnist-cnn"),
            (["--resume", "run", "--epochs", "2"], "goes on with the settings it began with"),
            (["--resume", "run", "--out", "other"], "leave --out away"),
            (["--resume", "nowhere"], "'nowhere' is not the folder of a run"),
            (["mnist-mlp", "--checkpoint-every", "-1"], "--checkpoint-every takes seconds"),
            (["mnist-mlp", "--data", "data", "--out", "run"], "a run that was broken off goes on with `lamina train --resume run`"),
        ])
            Assert.Contains(part, _lamina.Mistake(["train", .. arguments]), StringComparison.Ordinal);

        Dictionary<string, DateTime> Times() => Directory.EnumerateFiles(_lamina.At("run")).ToDictionary(file => file, File.GetLastWriteTimeUtc);
    }

    [Fact]
    public void A_run_that_is_trained_by_one_process_is_not_trained_by_another()
    {
        PlaceClothes();
        using Process first = _lamina.Start([], ["train", .. Training, "--out", "run"]);
        WaitForProgress(first, "run", 0);
        Assert.Equal("running", _lamina.Json("runs", "show", "run")[0].GetProperty("state").GetString());
        Assert.Contains("is being trained by another process", _lamina.Run("train", "--resume", "run", "--data", "data").Errors, StringComparison.Ordinal);
        first.Kill();
        CommandLine.Finish(first);
        Assert.Equal("stopped", _lamina.Json("runs", "show", "run")[0].GetProperty("state").GetString());
        Assert.Contains("Going on from step", _lamina.Run("train", "--resume", "run", "--data", "data", "--threads", "1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_one_line_and_with_room_again_it_goes_on_to_the_same_bits()
    {
        PlaceClothes();
        string disk = _lamina.At("disk");
        Directory.CreateDirectory(disk);
        if (!OperatingSystem.IsLinux() || !Does("mount", "-t", "tmpfs", "-o", "size=14m", "none", disk))
            Assert.Skip("missing right: no small disk can be mounted here.");
        try
        {
            Run(["train", .. Training, "--out", "whole"]);

            // Something fills the disk when there is a checkpoint.
            using (Process process = _lamina.Start([], ["train", .. Training, "--out", "disk/run"]))
            {
                WaitForProgress(process, "disk/run", 100);
                Fill(process);
                (int exit, _, string errors) = CommandLine.Finish(process);
                Assert.Equal(1, exit);
                Assert.Single(CommandLine.Lines(errors));
                Assert.Contains("go on with `lamina train --resume disk/run`", errors, StringComparison.Ordinal);

                // The line of a file of a few bytes that was in the way first is not the one of the page.
                if (!errors.Contains("metrics.csv", StringComparison.Ordinal))
                    Assert.True(ErrorPage.Fits(ErrorPage.OutputOf("lamina train fashion-cnn --out disk/run"), errors), errors);
                Assert.Contains("space", errors, StringComparison.OrdinalIgnoreCase);
            }

            Assert.Empty(Directory.EnumerateFiles(disk, "*.tmp", SearchOption.AllDirectories));
            Assert.Equal("stopped", _lamina.Json("runs", "show", "disk/run")[0].GetProperty("state").GetString());
            File.Delete(Path.Combine(disk, "filling"));
            Assert.Contains("Going on from step", Run(["train", .. Training, "--resume", "disk/run"]), StringComparison.Ordinal);
            AssertSame("whole", "disk/run");
        }
        finally
        {
            Does("umount", disk);
        }

        // What the command gives back when a file replaces its forerunner is taken too.
        void Fill(Process process)
        {
            using FileStream filling = new(Path.Combine(disk, "filling"), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            while (!process.HasExited)
            {
                try
                {
                    filling.Write(new byte[1 << 12]);
                }
                catch (IOException)
                {
                    Thread.Sleep(1);
                }
            }
        }
    }

    [Fact]
    public void A_file_that_may_not_be_written_is_one_line_and_it_goes_on_to_the_same_bits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no limit on the size of files here: ulimit.");
        PlaceClothes();
        Run(["train", .. Training, "--out", "whole"]);
        using (Process process = _lamina.Start([], ["train", .. Training, "--out", "run"]))
        {
            WaitForProgress(process, "run", 0);
            process.Kill();
            CommandLine.Finish(process);
        }

        // A megabyte or two; the runtime maps its own code by files that are larger unless told otherwise.
        byte[] before = File.ReadAllBytes(_lamina.At("run", "checkpoints", "backup.lamina"));
        using (Process process = _lamina.StartUnder("trap '' XFSZ; ulimit -f 2048", [("DOTNET_EnableWriteXorExecute", "0")], ["train", .. Training, "--resume", "run"]))
        {
            (int exit, _, string errors) = CommandLine.Finish(process);
            Assert.Equal(1, exit);
            Assert.Contains("go on with `lamina train --resume run`", Assert.Single(CommandLine.Lines(errors)), StringComparison.Ordinal);
        }

        Assert.Equal(before, File.ReadAllBytes(_lamina.At("run", "checkpoints", "backup.lamina")));
        Run(["train", .. Training, "--resume", "run"]);
        AssertSame("whole", "run");
    }

    string Run(string[] arguments)
    {
        (int exit, string output, string errors) = _lamina.Run(arguments);
        Assert.True(exit is 0 or 2, errors);
        return output;
    }

    // Pictures in the form of MNIST under the name of the set with a network that draws random numbers.
    void PlaceClothes()
    {
        EasyPictures.Place(_lamina.At("data"), train: 600);
        Directory.Move(_lamina.At("data", "mnist"), _lamina.At("data", "fashion-mnist"));
    }

    void WaitForProgress(Process process, string run, int milliseconds)
    {
        string backup = _lamina.At(run, "checkpoints", "backup.lamina");
        DateTime before = File.GetLastWriteTimeUtc(backup);
        Stopwatch clock = Stopwatch.StartNew();
        while (!process.HasExited && File.GetLastWriteTimeUtc(backup) <= before)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(120), "No checkpoint came.");
            Thread.Sleep(5);
        }

        Thread.Sleep(milliseconds);
    }

    // Everything but times.
    void AssertSame(string whole, string run)
    {
        foreach (string file in (string[])["best.safetensors", "last.safetensors", "gradients.safetensors"])
            Assert.True(File.ReadAllBytes(_lamina.At(whole, file)).AsSpan().SequenceEqual(File.ReadAllBytes(_lamina.At(run, file))), $"{run}: {file}");
        Assert.Equal(Metrics(whole), Metrics(run));
        Assert.Equal(Lines(whole), Lines(run));
        Assert.Equal(Value(whole), Value(run));
        Assert.Equal(
            ["best.safetensors", "environment.json", "gradients.safetensors", "last.safetensors", "log.txt", "metrics.csv", "metrics.jsonl", "result.json", "settings.json"],
            Directory.EnumerateFileSystemEntries(_lamina.At(run)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        string[] Metrics(string of) => [.. File.ReadLines(_lamina.At(of, "metrics.csv")).Select(line => string.Join(',', line.Split(',').Where((_, i) => i != 2)))];
        string[] Lines(string of) => [.. File.ReadLines(_lamina.At(of, "metrics.jsonl")).Select(line => string.Join(' ', JsonDocument.Parse(line).RootElement.EnumerateObject().Where(value => value.Name != "seconds")))];
        double Value(string of) => JsonDocument.Parse(File.ReadAllText(_lamina.At(of, "result.json"))).RootElement.GetProperty("value").GetDouble();
    }

    static bool Does(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Going on from step (\d+)")]
    private static partial Regex GoingOn();
}
