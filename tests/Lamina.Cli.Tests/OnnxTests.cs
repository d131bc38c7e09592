using System.Text.Json;
using Lamina.Formats;
using Lamina.NN;
using Lamina.Onnx;

namespace Lamina.Cli.Tests;

/// <summary>The commands around ONNX: export of a run, a look at the model, a run on a file, and the check of stored results.</summary>
public sealed class OnnxTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_trained_run_is_exported_in_every_format()
    {
        _lamina.Json("train", "digits-cnn", "--set", "limit=400", "--epochs", "1", "--batch-size", "32");
        string run = _lamina.At("runs", "digits-cnn-1");
        OrderedDictionary<string, Tensor> weights = Safetensors.Load(Path.Combine(run, "best.safetensors")).Tensors;
        foreach (string format in new[] { "onnx", "npz", "pt" })
        {
            (int exit, _, string errors) = _lamina.Run("export", run, "--format", format);
            Assert.True(exit == 0, errors);
        }

        Assert.True(_lamina.Run("export", run, "--format", "safetensors", "--out", _lamina.At("copy.safetensors")).Exit == 0);
        foreach (IReadOnlyDictionary<string, Tensor> state in new IReadOnlyDictionary<string, Tensor>[]
                 { NumPy.LoadArchive(Path.Combine(run, "best.npz")), PyTorch.Load(Path.Combine(run, "best.pt")), Safetensors.Load(_lamina.At("copy.safetensors")).Tensors })
            Assert.All(weights, entry => Assert.True(state[entry.Key].Same(entry.Value), entry.Key));
        Assert.Contains("itself", _lamina.Run("export", run, "--format", "safetensors").Errors, StringComparison.Ordinal);
        JsonElement info = _lamina.Json("onnx", "info", Path.Combine(run, "best.onnx"));
        Assert.Equal("float32[batch, 1, 28, 28]", info.GetProperty("inputs")[0].GetProperty("type").GetString());
        Assert.True(info.GetProperty("flops").GetDouble() > 1e5 && info.GetProperty("parameters").GetInt64() > 1000);
    }

    [Fact]
    public void A_model_runs_on_a_file()
    {
        Linear net = new(3, 2);
        Tensor x = Tensor.From([[1f, 2, 3]]);
        net.ToOnnx(_lamina.At("net.onnx"), x, 0);
        NumPy.Save(_lamina.At("x.npy"), x);
        (int exit, _, string errors) = _lamina.Run("onnx", "run", _lamina.At("net.onnx"), "--input", _lamina.At("x.npy"), "--out", _lamina.At("results"));
        Assert.True(exit == 0, errors);
        Assert.True(NumPy.Load(_lamina.At("results", "output.npy")).AllClose(net.Forward(x)));
        Assert.Contains("no input 'y'", _lamina.Run("onnx", "run", _lamina.At("net.onnx"), "--input", $"y={_lamina.At("x.npy")}").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_results_are_checked()
    {
        Assert.Contains("no folder", _lamina.Run("onnx", "check", _lamina.At("nowhere")).Errors, StringComparison.Ordinal);
        Directory.CreateDirectory(_lamina.At("empty"));
        Assert.Contains("no tests", _lamina.Run("onnx", "check", _lamina.At("empty")).Errors, StringComparison.Ordinal);
        string test = _lamina.At("suite", "test_linear");
        Directory.CreateDirectory(Path.Combine(test, "test_data_set_0"));
        new Linear(3, 2).ToOnnx(Path.Combine(test, "model.onnx"), Tensor.Ones([1, 3]));

        // A tensor of another shape than the model gives: dims 1 and 5, float32, five zeros.
        byte[] wrong = [8, 1, 8, 5, 16, 1, 74, 20, .. new byte[20]], input = [8, 1, 8, 3, 16, 1, 74, 12, .. new byte[12]];
        File.WriteAllBytes(Path.Combine(test, "test_data_set_0", "input_0.pb"), input);
        File.WriteAllBytes(Path.Combine(test, "test_data_set_0", "output_0.pb"), wrong);
        (int exit, string output, _) = _lamina.Run("onnx", "check", _lamina.At("suite"), "--json");
        Assert.Equal(2, exit);
        JsonElement result = JsonDocument.Parse(CommandLine.Lines(output)[^1]).RootElement;
        Assert.Equal((0, 1, 0), (result.GetProperty("passed").GetInt32(), result.GetProperty("failed").GetInt32(), result.GetProperty("unsupported").GetInt32()));
        Assert.Contains("the shape is [1, 2], not [1, 5]", result.GetProperty("reasons").GetProperty("test_linear").GetString(), StringComparison.Ordinal);
    }
}
