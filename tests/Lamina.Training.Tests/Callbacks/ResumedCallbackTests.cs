using System.Text.Json;
using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>A training that is broken off and called again with new callbacks ends with what they would have come to.</summary>
[Collection(nameof(Alone))]
public class ResumedCallbackTests
{
    sealed class Crash : Exception;

    // The second warns at its first step and at its fiftieth.
    static readonly (string Name, double Rate, double Scale)[] Cases = [("learning", 0.05, 1), ("resting, on large inputs", 1e-11, 30)];

    sealed record Outcome(string Weights, string Validation, string Warnings, string WarningLines, string Metrics);

    static Outcome Train(string folder, double rate, double scale, long crashAt)
    {
        Model model = Problems.Mlp().Compile(new Sgd(rate), Loss.CrossEntropy(), Metric.Accuracy);
        (float[,] x, long[] y) = Problems.Clouds(96);
        ArrayDataset data = new(Tensor.From(x) * scale, Tensor.From(y));
        StepValidation validation = new(Problems.CloudSet(30), every: 7);
        string warnings = Path.Combine(folder, "warnings.jsonl"), metrics = Path.Combine(folder, "metrics.jsonl");
        History history = model.Fit(data, 10, batchSize: 16, seed: 3, verbose: Verbosity.Silent, callbacks:
        [
            new BackupAndRestore(Path.Combine(folder, "backup"), TimeSpan.Zero), new AverageWeights(0.9), validation, new WarningLog(warnings), new JsonLog(metrics), new TimeLimit(TimeSpan.FromHours(1)),
            new LambdaCallback(afterBatch: context =>
            {
                if (context.Step == crashAt)
                    throw new Crash();
            }),
        ]);
        return new Outcome(
            Problems.Hash(model), string.Join(' ', validation.Results.Select(result => $"{result.Step}: {result.Evaluation} {result.Evaluation.Loss:R}")), string.Join('\n', history.Warnings),
            File.Exists(warnings) ? File.ReadAllText(warnings) : "", string.Join('\n', File.ReadLines(metrics).Select(Untimed)));
    }

    static string Untimed(string line) => string.Join(' ', JsonDocument.Parse(line).RootElement.EnumerateObject().Where(value => value.Name != "seconds"));

    [Fact]
    public void Averages_validations_warnings_and_lines_are_those_of_a_training_that_never_stopped()
    {
        foreach ((string name, double rate, double scale) in Cases)
        {
            using TemporaryFolder whole = new();
            Outcome expected = Train(whole.Path, rate, scale, crashAt: -1);
            foreach (long step in (long[])[1, 2, 9, 20, 21, 49, 50, 51, 60])
            {
                using TemporaryFolder folder = new();
                Assert.Throws<Crash>(() => Train(folder.Path, rate, scale, step));
                Outcome outcome = Train(folder.Path, rate, scale, crashAt: -1);
                Assert.True(expected == outcome, $"{name}, {step}:\n{expected}\n{outcome}");
            }

            Assert.Equal(10, expected.Metrics.Split('\n').Length);
            string[] rules = [.. expected.WarningLines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).Select(warning => $"{warning.GetProperty("rule").GetString()} {warning.GetProperty("step").GetInt64()}")];
            Assert.Equal(scale > 1 ? ["input-not-normalized 1", "learning-rate-low 50"] : [], rules);
            Assert.Equal(rules.Length, expected.Warnings.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }
    }

    [Fact]
    public void Time_that_was_trained_before_counts()
    {
        TimeLimit limit = new(TimeSpan.FromHours(1));
        LambdaCallback before = new(beforeFit: _ => limit.LoadStateDict(new Dictionary<string, Tensor> { ["ticks"] = Tensor.From<long>([TimeSpan.FromHours(2).Ticks], []) }));
        Model model = Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy());
        Assert.Equal("the time limit of 3600 s is over", model.Fit(Problems.CloudSet(), verbose: Verbosity.Silent, callbacks: [limit, before]).StoppedBecause);
        Assert.Equal(1, model.Position.Step);
        Assert.True(limit.StateDict()["ticks"].ToInt64() >= TimeSpan.FromHours(2).Ticks);
        Assert.Null(model.Fit(Problems.CloudSet(), verbose: Verbosity.Silent, callbacks: [limit]).StoppedBecause);
    }

    [Fact]
    public void A_log_of_warnings_goes_on_after_half_a_line()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("deep/warnings.jsonl");
        Model model = Problems.Mlp().Compile(new Sgd(1e-11), Loss.CrossEntropy());
        (float[,] x, long[] y) = Problems.Clouds(96);
        ArrayDataset data = new(Tensor.From(x) * 30, Tensor.From(y));
        model.Fit(data, 1, verbose: Verbosity.Silent, callbacks: [new WarningLog(path)]);
        string first = File.ReadAllText(path);
        File.AppendAllText(path, "{\"step\":77,\"rule\":\"none\"}\n{\"step\":2,\"ru");
        model.Fit(data, 1, verbose: Verbosity.Silent, callbacks: [new WarningLog(path)]);
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(2, lines.Length);
        Assert.Equal(first, lines[0] + "\n");
        Assert.Equal(4, JsonDocument.Parse(lines[1]).RootElement.GetProperty("step").GetInt64());
        Assert.False(File.Exists(folder.File("none.jsonl")));
    }
}
