using System.Diagnostics;

namespace Lamina.Cli.Tests;

/// <summary>A file in the run's folder stops a training as Ctrl-C does.</summary>
public sealed class StopTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_training_that_is_asked_to_stop_saves_and_goes_on_later()
    {
        EasyPictures.Place(_lamina.At("data"));
        string stop = _lamina.At("run", "stop"), backup = _lamina.At("run", "checkpoints", "backup.lamina");
        using Process process = _lamina.Start([], "train", "mnist-mlp", "--data", "data", "--epochs", "1000000", "--out", "run", "--json");
        try
        {
            Stopwatch clock = Stopwatch.StartNew();
            while (!File.Exists(backup) && clock.Elapsed < TimeSpan.FromSeconds(60))
                Thread.Sleep(20);
            File.WriteAllText(stop, "");
            Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "It did not stop.");
            (int exit, _, string errors) = CommandLine.Finish(process);
            Assert.Equal((130, "lamina: interrupted. What was trained is saved; go on with `lamina train --resume run`."), (exit, Assert.Single(CommandLine.Lines(errors))));
            Assert.False(File.Exists(stop));
            Assert.True(File.Exists(backup));
            Assert.Equal("stopped", _lamina.Json("runs", "show", "run")[0].GetProperty("state").GetString());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
