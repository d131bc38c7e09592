using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Lamina.Data;
using Lamina.Imaging;

namespace Lamina.Cli.Tests;

/// <summary>The command as a user runs it: a process, its exit code, and what it prints.</summary>
public sealed class CommandTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Recipes_are_one_line_of_json_with_all_fields()
    {
        (int exit, string output, _) = Run("recipes", "--json");
        Assert.Equal(0, exit);
        JsonElement[] recipes = [.. JsonDocument.Parse(Assert.Single(Lines(output))).RootElement.EnumerateArray()];
        Assert.Equal(["digits-cnn", "mnist-mlp", "mnist-cnn", "mnist-lenet", "fashion-cnn"], recipes.Select(r => r.GetProperty("recipe").GetString()));
        Assert.All(recipes, recipe =>
        {
            foreach (string field in (string[])["recipe", "task", "data", "metric", "direction", "target", "source", "minutes"])
                Assert.True(recipe.TryGetProperty(field, out _), field);
        });
    }

    [Fact]
    public void A_run_is_trained_evaluated_and_asked()
    {
        string run = Path.Combine(_folder, "run");
        (int exit, string output, string errors) = Run("train", "digits-cnn", "--set", "limit=400", "--epochs", "1", "--batch-size", "32", "--json", "--out", run);
        Assert.True(exit is 0 or 2, errors);
        JsonElement result = JsonDocument.Parse(Lines(output)[^1]).RootElement;
        foreach (string field in (string[])["recipe", "metric", "direction", "value", "target", "passed", "seconds", "epochs", "parameters", "samplesPerSecond", "peakMemoryMiB", "seed"])
            Assert.True(result.TryGetProperty(field, out _), field);
        Assert.Equal(exit == 0, result.GetProperty("passed").GetBoolean());
        foreach (string file in (string[])["settings.json", "metrics.csv", "best.safetensors", "last.safetensors", "result.json"])
            Assert.True(File.Exists(Path.Combine(run, file)), file);

        (_, string evaluation, _) = Run("evaluate", run, "--json");
        Assert.Equal(result.GetProperty("value").GetDouble(), JsonDocument.Parse(Lines(evaluation)[^1]).RootElement.GetProperty("value").GetDouble());

        ImageSet digits = Digits.Generate(1, seed: 3);
        string picture = Path.Combine(_folder, "digit.png");
        Png.Write(new Picture(28, 28, 1, digits.Image(0).ToArray()), picture);
        (int asked, string answer, string complaint) = Run("predict", run, picture, "--json");
        Assert.True(asked == 0, complaint);
        JsonElement guess = JsonDocument.Parse(Lines(answer)[^1]).RootElement[0];
        Assert.InRange(guess.GetProperty("class").GetInt32(), 0, 9);
        Assert.InRange(guess.GetProperty("probability").GetDouble(), 0.1, 1);

        (int again, _, string refused) = Run("train", "digits-cnn", "--out", run);
        Assert.Equal(1, again);
        Assert.Contains("not empty", Assert.Single(Lines(refused)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_is_one_line_of_json_with_all_fields()
    {
        (int exit, string output, string errors) = Run("bench", "mlp", "--peer", "none", "--rounds", "1", "--json");
        Assert.True(exit == 0, errors);
        JsonElement line = Assert.Single(JsonDocument.Parse(Lines(output)[^1]).RootElement.EnumerateArray());
        Assert.Equal(
            ["workload", "mode", "batch", "threads", "peer", "milliseconds", "peerMilliseconds", "ratio", "ratioMin", "ratioMax", "gflops", "floorShare", "allocatedBytes", "peakMemoryMiB", "peerPeakMemoryMiB"],
            line.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("mlp", "train", "none"), (line.GetProperty("workload").GetString(), line.GetProperty("mode").GetString(), line.GetProperty("peer").GetString()));
        Assert.Equal((32, 0), (line.GetProperty("batch").GetInt32(), line.GetProperty("allocatedBytes").GetInt64()));
        Assert.InRange(line.GetProperty("milliseconds").GetDouble(), 0.001, 1000);
        Assert.InRange(line.GetProperty("peakMemoryMiB").GetDouble(), 10, 1000);
        double gflops = line.GetProperty("gflops").GetDouble() * line.GetProperty("milliseconds").GetDouble();

        // Matrix products alone: 32 samples, 54,912 weights, thrice but for the first layer, whose input needs no gradient.
        Assert.InRange(gflops, 2 * 32 * ((2 * 784 * 64) + (3 * ((64 * 64) + (64 * 10)))) / 1e6, 9);
        foreach (string field in (string[])["peerMilliseconds", "ratio", "ratioMin", "ratioMax", "peerPeakMemoryMiB"])
            Assert.Equal(JsonValueKind.Null, line.GetProperty(field).ValueKind);

        (exit, _, errors) = Run("bench", "no-such-network");
        Assert.Equal(1, exit);
        Assert.Contains("resnet18", Assert.Single(Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_one_line_on_standard_error_and_leave_nothing_behind()
    {
        string run = Path.Combine(_folder, "run");
        string damaged = Path.Combine(_folder, "data");
        Directory.CreateDirectory(Path.Combine(damaged, "mnist"));
        foreach (string name in (string[])["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
        {
            using GZipStream file = new(File.Create(Path.Combine(damaged, "mnist", name + ".gz")), CompressionLevel.Fastest);
            file.Write([0, 0, 8, (byte)(name.Contains("images", StringComparison.Ordinal) ? 3 : 1), 0, 0, 0, 200]);
        }

        (string[] Arguments, string Part)[] mistakes =
        [
            (["train", "no-such-recipe"], "digits-cnn"),
            (["train", "digits-cnn", "--batch-size", "-3"], "batchSize must be 1 or more; got -3"),
            (["train", "digits-cnn", "--set", "speed=9"], "no setting 'speed'"),
            (["train", "digits-cnn", "--threads", "0"], "--threads must be 1 or more"),
            (["train", "mnist-mlp", "--data", damaged], "idx"),
            (["evaluate", _folder], "not the folder of a run"),
        ];
        foreach ((string[] arguments, string part) in mistakes)
        {
            string[] all = arguments[0] == "train" ? [.. arguments, "--out", run] : arguments;
            (int exit, _, string errors) = Run(all);
            Assert.True(exit == 1, $"{string.Join(' ', all)}: exit {exit}: {errors}");
            Assert.Contains(part, Assert.Single(Lines(errors)), StringComparison.Ordinal);
            Assert.False(Directory.Exists(run), string.Join(' ', all));
        }
    }

    [Fact]
    public void Threads_are_those_of_the_option_then_of_the_variable_then_the_cores()
    {
        (string? Variable, string[] Option, int Expected)[] cases =
            [("3", ["--threads", "2"], 2), ("3", [], 3), (null, [], Environment.ProcessorCount)];
        for (int i = 0; i < cases.Length; i++)
        {
            string run = Path.Combine(_folder, $"threads-{i}");
            (int exit, _, string errors) = Run([.. (string[])["train", "digits-cnn", "--set", "limit=64", "--epochs", "1", "--out", run], .. cases[i].Option], ("LAMINA_THREADS", cases[i].Variable));
            Assert.True(exit is 0 or 2, errors);
            using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "settings.json")));
            Assert.Equal(cases[i].Expected, settings.RootElement.GetProperty("threads").GetInt32());
        }
    }

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    (int Exit, string Output, string Errors) Run(params string[] arguments) => Run(arguments, ("LAMINA_THREADS", null));

    (int Exit, string Output, string Errors) Run(string[] arguments, (string Name, string? Value) variable)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Lamina.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment[variable.Name] = variable.Value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
