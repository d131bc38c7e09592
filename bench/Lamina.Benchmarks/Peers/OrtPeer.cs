using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Benchmarks.Timing;

namespace Lamina.Benchmarks.Peers;

/// <summary>ONNX Runtime, run by node, on models that PyTorch exports. It predicts only.</summary>
sealed class OrtPeer(PeerScripts scripts, TorchPeer exporter, int threads) : IPeer
{
    // Where the tests of the exporter find it, too.
    static readonly string Folder = Environment.GetEnvironmentVariable("LAMINA_ONNXRUNTIME") is { Length: > 0 } named
        ? named
        : Path.Combine(Path.GetTempPath(), "lamina-onnxruntime");

    PeerProcess? _process;

    public string Name => "ort";

    public string? Version => _process?.Version;

    public IReadOnlyList<IRunner> Prepare(PeerTask task)
    {
        _process ??= Start();
        string path = ModelPath(task);
        if (!File.Exists(path))
            exporter.Export(task, path);
        Make(_process, task);
        PeerRunner runner = new(_process);
        runner.Run(100, 1);
        return [runner];
    }

    public double PeakMiB(PeerTask task, string runner)
    {
        using PeerProcess process = Start();
        Make(process, task);
        new PeerRunner(process).Run(0, PeakMemory.Steps);
        return process.PeakMiB;
    }

    public void Dispose() => _process?.Dispose();

    string ModelPath(PeerTask task) => Path.Combine(scripts.Folder, string.Create(CultureInfo.InvariantCulture, $"{task.Workload}-{task.Batch}.onnx"));

    void Make(PeerProcess process, PeerTask task) => process.Ask(new()
    {
        ["do"] = "make",
        ["path"] = ModelPath(task),
        ["shape"] = new JsonArray([.. task.Input!.Shape.Select(size => (JsonNode)size)]),
        ["dtype"] = task.Input.DType == DType.Int64 ? "int64" : "float32",
        ["top"] = task.Input.DType == DType.Int64 ? task.Input.Max().ToInt64() + 1 : null,
    });

    PeerProcess Start()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")))
            throw new PeerException($"no onnxruntime-node in {Folder}; bench/README.md says how to install it");
        return new PeerProcess(Name, new ProcessStartInfo("node", [Path.Combine(scripts.Folder, "ort_peer.mjs"), Folder, threads.ToString(CultureInfo.InvariantCulture)]));
    }
}
