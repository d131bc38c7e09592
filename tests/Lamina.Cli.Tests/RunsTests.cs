using System.Text.Json;

namespace Lamina.Cli.Tests;

/// <summary>What <c>lamina runs</c> says of folders, and what it removes.</summary>
public sealed class RunsTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Runs_are_listed_shown_compared_and_removed()
    {
        (int exit, string output, _) = _lamina.Run("runs", "list");
        Assert.Equal(0, exit);
        Assert.StartsWith("There are no runs in 'runs'.", output, StringComparison.Ordinal);
        Assert.Equal(0, _lamina.Json("runs", "list").GetArrayLength());

        EasyPictures.Place(_lamina.At("data"));
        foreach (string epochs in (string[])["1", "2"])
            Assert.True(_lamina.Run("train", "mnist-mlp", "--data", "data", "--epochs", epochs).Exit is 0 or 2);
        string first = Path.Combine("runs", "mnist-mlp-1"), second = Path.Combine("runs", "mnist-mlp-2");
        JsonElement[] runs = [.. _lamina.Json("runs", "list").EnumerateArray()];
        Assert.Equal([first, second], runs.Select(run => run.GetProperty("run").GetString()));
        Assert.All(runs, run => Assert.Equal(("mnist-mlp", "finished"), (run.GetProperty("recipe").GetString(), run.GetProperty("state").GetString())));
        Assert.Equal([1, 2], runs.Select(run => run.GetProperty("epochsDone").GetInt32()));
        Assert.Equal([1, 2], runs.Select(run => run.GetProperty("last").GetProperty("epoch").GetDouble()));
        Assert.Equal(File.ReadAllText(_lamina.At(first, "result.json")), runs[0].GetProperty("result").GetRawText());
        Assert.Equal(["made", "finished"], File.ReadLines(_lamina.At(first, "log.txt")).Select(line => line[21..]));
        Assert.True(JsonDocument.Parse(File.ReadAllText(_lamina.At(first, "environment.json"))).RootElement.GetProperty("cores").GetInt32() > 0);

        Assert.Contains("val_accuracy", _lamina.Run("runs", "show", second).Output, StringComparison.Ordinal);
        string compared = _lamina.Run("runs", "compare", first, second).Output;
        Assert.Contains("epochs", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("batchSize", compared, StringComparison.Ordinal);
        Assert.Contains("do not differ", _lamina.Run("runs", "compare", first, first).Output, StringComparison.Ordinal);

        // A line that is being written is not read; one that is broken is named.
        string metrics = _lamina.At(second, "metrics.csv"), whole = File.ReadAllText(metrics);
        File.WriteAllText(metrics, whole + "3,0.0");
        Assert.Equal(2, _lamina.Json("runs", "show", second)[0].GetProperty("epochsDone").GetInt32());
        File.WriteAllText(metrics, whole + "3,0.0\n");
        Assert.Contains("line 4 has not a number for each", _lamina.Mistake("runs", "show", second), StringComparison.Ordinal);
        File.WriteAllText(metrics, whole);

        // What is not the run's stays.
        File.WriteAllText(_lamina.At(second, "notes.txt"), "mine");
        Assert.Contains("'nowhere' is not the folder of a run", _lamina.Mistake("runs", "remove", first, "nowhere"), StringComparison.Ordinal);
        Assert.Equal(0, _lamina.Run("runs", "remove", first, second).Exit);
        Assert.False(Directory.Exists(_lamina.At(first)));
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(_lamina.At(second)).Select(Path.GetFileName));
        Assert.Contains("needs a RUN", _lamina.Mistake("runs", "show"), StringComparison.Ordinal);
    }
}
