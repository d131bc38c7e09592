using System.Globalization;
using System.Text.Json;

namespace Lamina.Cli.Tests;

/// <summary>Runs on a series forecast it, runs of policies are played, and what is asked of the wrong one gets a line.</summary>
public sealed class SeriesAndPolicyTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_series_is_learnt_and_goes_on()
    {
        Directory.CreateDirectory(_lamina.At("data", "series"));
        string file = _lamina.At("data", "series", "airline-passengers.csv");
        File.WriteAllLines(file, ["Month,Passengers", .. Enumerable.Range(0, 144).Select(i => string.Create(CultureInfo.InvariantCulture, $"m{i},{100 + i + (20 * Math.Sin(i * Math.PI / 6)):0.0}"))]);
        JsonElement result = _lamina.Json("train", "airline-lstm", "--data", "data", "--epochs", "5", "--out", "run");
        Assert.Equal("airline-lstm", result.GetProperty("recipe").GetString());
        double[] next = [.. _lamina.Json("predict", "run", file).EnumerateArray().Single().GetProperty("next").EnumerateArray().Select(value => value.GetDouble())];
        Assert.Equal(12, next.Length);

        // With so little training at least as a year ago, and not far from it.
        Assert.All(next, value => Assert.InRange(value, 180, 330));
        string output = _lamina.Run("predict", "run", file, "--count", "3").Output;
        Assert.Equal(3, output.TrimEnd().Split('\n').Length);
        Assert.Contains("+3  →  ", output, StringComparison.Ordinal);

        File.WriteAllText(_lamina.At("short.csv"), "n\n1\n2\n");
        File.WriteAllText(_lamina.At("texts.csv"), "word\none\ntwo\n");
        File.WriteAllText(_lamina.At("negative.csv"), "n\n" + string.Join('\n', Enumerable.Repeat("-1", 40)) + "\n");
        File.WriteAllText(_lamina.At("empty.csv"), "");
        Check("has 2 numbers; the forecast needs 24 numbers", "predict", "run", "short.csv");
        Check("no column holds numbers alone", "predict", "run", "texts.csv");
        Check("takes numbers above 0", "predict", "run", "negative.csv");
        Check("empty", "predict", "run", "empty.csv");
        Check("There is no file 'none.csv'", "predict", "run", "none.csv");
        Check("--count must be from 1 to 10000; got 0", "predict", "run", file, "--count", "0");
        Check("is a run of the kind series-forecast", "play", "run");
    }

    [Fact]
    public void A_policy_is_learnt_and_played()
    {
        JsonElement result = _lamina.Json("train", "cartpole-dqn", "--epochs", "3", "--batch-size", "32", "--out", "run");
        Assert.InRange(result.GetProperty("baseline").GetDouble(), 15, 30);
        string first = _lamina.Run("play", "run", "--seed", "5").Output;
        double reached = _lamina.Json("play", "run", "--seed", "5").GetProperty("return").GetDouble();
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"return {reached:0.#} of 500"), first, StringComparison.Ordinal);
        Assert.Contains("step   1  position", first, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", first, StringComparison.Ordinal);
        Assert.Equal(first, _lamina.Run("play", "run", "--seed", "5").Output);
        Assert.Equal(0, _lamina.Run("export", "run", "--out", "policy.onnx").Exit);
        Check("cartpole-dqn, which is not asked about files", "predict", "run", "run/metrics.csv");
        Check("is not the folder of a run", "play", "nowhere");
        File.Delete(_lamina.At("run", "pipeline.json"));
        Check("no pipeline.json", "play", "run");
    }

    void Check(string part, params string[] arguments) => Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
}
