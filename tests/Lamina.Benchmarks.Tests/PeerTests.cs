using System.Text.Json.Nodes;
using Lamina.Benchmarks.Kernels;
using Lamina.Benchmarks.Peers;
using Lamina.Benchmarks.Workloads;

namespace Lamina.Benchmarks.Tests;

/// <summary>The peers' programs know what Lamina asks of them. Where a peer is missing, its test is skipped.</summary>
public sealed class PeerTests
{
    [Fact]
    public void The_programs_travel_with_the_library_and_leave_with_the_run()
    {
        string folder;
        using (PeerScripts scripts = new())
        {
            folder = scripts.Folder;
            Assert.Equal(["ort_peer.mjs", "torch_kernels.py", "torch_models.py", "torch_peer.py"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void PyTorch_has_the_same_networks_and_all_kinds_of_kernels()
    {
        using PeerScripts scripts = new();
        using PeerProcess torch = Torch(scripts);
        Assert.All(Workload.All, workload =>
        {
            foreach (BenchMode mode in (BenchMode[])[BenchMode.Train, BenchMode.Infer])
            {
                StepTask task = BenchEntry.Of(workload, mode, 2).Make();
                PeerTask question = new(mode, workload.Name, 2, task.Parameters, task.Inputs[0], null);
                question.MakeIn(torch);
                Assert.Contains("another", Assert.Throws<PeerException>(() => (question with { Parameters = 1 }).MakeIn(torch)).Message, StringComparison.Ordinal);
            }
        });

        // The first of each kind, since some others are large.
        Assert.All(Kernel.All.DistinctBy(kernel => $"{kernel.Spec["op"]} {kernel.Spec["what"]}"), kernel =>
        {
            new PeerTask(BenchMode.Kernel, kernel.Name, 1, 0, null, kernel.Spec).MakeIn(torch);
            JsonObject answer = torch.Ask(new() { ["do"] = "run", ["milliseconds"] = 0, ["least"] = 2 });
            Assert.InRange((double)answer["median"]!, 0, 10_000);
        });
        Assert.Contains("KeyError", Assert.Throws<PeerException>(() => new PeerTask(BenchMode.Train, "no-such-network", 1, 0, null, null).MakeIn(torch)).Message, StringComparison.Ordinal);
    }

    static PeerProcess Torch(PeerScripts scripts)
    {
        try
        {
            return TorchPeer.Open(scripts, "OMP_WAIT_POLICY=passive", threads: 1);
        }
        catch (PeerException error)
        {
            Assert.Skip($"missing peer: PyTorch: {error.Message}");
            throw;
        }
    }
}
