using System.Text.Json;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina bench</c> as a user runs it.</summary>
public sealed class BenchTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_benchmark_is_one_line_of_json_with_all_fields()
    {
        (int exit, string output, string errors) = _lamina.Run("bench", "mlp", "--peer", "none", "--rounds", "1", "--json");
        Assert.True(exit == 0, errors);
        JsonElement line = Assert.Single(JsonDocument.Parse(CommandLine.Lines(output)[^1]).RootElement.EnumerateArray());
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

        (exit, _, errors) = _lamina.Run("bench", "no-such-network");
        Assert.Equal(1, exit);
        Assert.Contains("resnet18", Assert.Single(CommandLine.Lines(errors)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_step_is_timed_from_the_start_of_the_process()
    {
        (int exit, string output, string errors) = _lamina.Run("bench", "--first-step", "mlp");
        Assert.True(exit == 0, errors);
        Assert.Matches(@"^mlp: first training step done \d+ ms after the process began, \d+ of them spent compiling \d+ methods$", Assert.Single(CommandLine.Lines(output)));
        (exit, _, errors) = _lamina.Run("bench", "--first-step", "no-such-network");
        Assert.Equal(1, exit);
        Assert.Contains("resnet18", Assert.Single(CommandLine.Lines(errors)), StringComparison.Ordinal);
    }
}
