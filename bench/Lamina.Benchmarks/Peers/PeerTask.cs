using System.Text.Json.Nodes;

namespace Lamina.Benchmarks.Peers;

/// <summary>What a peer is asked to do.</summary>
/// <param name="Mode">Training, prediction, or a kernel.</param>
/// <param name="Workload">The name.</param>
/// <param name="Batch">Samples of a step.</param>
/// <param name="Parameters">Trained numbers that the network must have.</param>
/// <param name="Input">The input of a network.</param>
/// <param name="Spec">A kernel's sizes; null for networks.</param>
sealed record PeerTask(BenchMode Mode, string Workload, int Batch, long Parameters, Tensor? Input, JsonObject? Spec)
{

    /// <summary>The question that makes the task in a peer's process.</summary>
    public JsonObject Make() => new()
    {
        ["do"] = "make",
        ["mode"] = Mode.ToString().ToLowerInvariant(),
        ["workload"] = Workload,
        ["batch"] = Batch,
        ["spec"] = Spec?.DeepClone(),
    };

    /// <summary>Makes the task in a process, and checks that it is the same network by its number of parameters.</summary>
    /// <exception cref="PeerException">It cannot be made, or is another network.</exception>
    public void MakeIn(PeerProcess process)
    {
        CheckSame(process.Ask(Make()), process.Name);
    }

    /// <summary>Checks that an answer's number of parameters is that of the network.</summary>
    /// <exception cref="PeerException">It is another network.</exception>
    public void CheckSame(JsonObject answer, string who)
    {
        long parameters = (long)answer["parameters"]!;
        if (parameters != Parameters)
            throw new PeerException($"{who} has another {Workload}: {parameters} parameters where Lamina's has {Parameters}");
    }
}
