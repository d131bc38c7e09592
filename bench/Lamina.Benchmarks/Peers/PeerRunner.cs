using Lamina.Benchmarks.Timing;

namespace Lamina.Benchmarks.Peers;

/// <summary>A peer's process with a task made in it.</summary>
sealed class PeerRunner(PeerProcess process) : IRunner
{
    public string Name => process.Name;

    public Turn Run(int milliseconds, int least)
    {
        System.Text.Json.Nodes.JsonObject answer = process.Ask(new() { ["do"] = "run", ["milliseconds"] = milliseconds, ["least"] = least });
        return new Turn((double)answer["mean"]!, (double)answer["median"]!);
    }
}
