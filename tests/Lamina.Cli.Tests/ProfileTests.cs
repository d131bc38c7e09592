using System.Text.Json;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina profile</c> as a user runs it.</summary>
public sealed class ProfileTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_step_is_told_by_layer_and_op_with_its_share_of_the_floor()
    {
        string trace = _lamina.At("trace.json");
        JsonElement[] ops = [.. _lamina.Json("profile", "mnist-mlp", "--steps", "3", "--batch-size", "16", "--trace", trace).EnumerateArray()];
        JsonElement first = ops.First(op => op.GetProperty("op").GetString() == "linear");
        Assert.Equal((2.0 * 16 * 784 * 64, 1.0, false), (first.GetProperty("flops").GetDouble(), first.GetProperty("calls").GetDouble(), first.GetProperty("gradient").GetBoolean()));
        Assert.StartsWith("sequential.", first.GetProperty("layer").GetString(), StringComparison.Ordinal);
        Assert.Contains(ops, op => op.GetProperty("gradient").GetBoolean());
        Assert.All(ops, op => Assert.True(op.GetProperty("milliseconds").GetDouble() > 0 && op.GetProperty("floorShare").GetDouble() >= 0));
        using JsonDocument events = JsonDocument.Parse(File.ReadAllText(trace));
        Assert.True(events.RootElement.GetProperty("traceEvents").GetArrayLength() >= 3 * ops.Length);

        (int exit, string table, _) = _lamina.Run("profile", "mnist-mlp", "--steps", "2", "--layers", "--eager");
        Assert.Equal(0, exit);
        Assert.Contains("adam_update", table, StringComparison.Ordinal);
        Assert.Contains("--steps must be 1 or more", _lamina.Mistake("profile", "mnist-mlp", "--steps", "0"), StringComparison.Ordinal);
    }
}
