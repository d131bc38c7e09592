using System.Formats.Tar;
using System.IO.Compression;

namespace Lamina.Onnx.Tests.Import;

/// <summary>The standard's own tests. They are looked for below the folder that LAMINA_CONFORMANCE names.</summary>
public sealed class ConformanceTests : IDisposable
{
    // What is not computed, and why.
    static readonly Dictionary<string, string> Missing = new()
    {
        ["test_bernoulli"] = "one draw of another generator",
        ["test_bernoulli_double"] = "one draw of another generator",
        ["test_training_dropout"] = "one draw of another generator",
        ["test_image_decoder_decode_jpeg2k"] = "pictures of a kind that Lamina.Imaging does not read",
        ["test_image_decoder_decode_tiff"] = "pictures of a kind that Lamina.Imaging does not read",
        ["test_image_decoder_decode_webp"] = "pictures of a kind that Lamina.Imaging does not read",
        ["test_adagrad"] = "training in the graph: Lamina's own optimizers train a model",
        ["test_adam"] = "training in the graph",
        ["test_momentum"] = "training in the graph",
        ["test_nesterov"] = "training in the graph",
        ["test_gradient_of"] = "training in the graph",
        ["test_dft_inverse"] = "zeros by cancellation: 1.9e-7 is stored, 0 comes out; the allowance is 1e-7",
    };

    readonly string _folder = Directory.CreateTempSubdirectory("lamina-conformance-").FullName;

    static string? Root => Environment.GetEnvironmentVariable("LAMINA_CONFORMANCE");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("node", 1_316, 1_301)]
    [InlineData("pytorch-operator", 35, 35)]
    [InlineData("simple", 23, 21)]
    public void Stored_results_come_out(string kind, int count, int least)
    {
        string archive = Path.Combine(Root ?? "", "onnx", kind + ".tar.gz");
        if (!File.Exists(archive))
            Assert.Skip($"There is no {archive}: LAMINA_CONFORMANCE names no folder with ONNX's tests.");
        using (FileStream file = File.OpenRead(archive))
        using (GZipStream tar = new(file, CompressionMode.Decompress))
            TarFile.ExtractToDirectory(tar, _folder, overwriteFiles: false);
        OnnxCheckResult[] results = [.. OnnxCheck.Find(_folder).Select(OnnxCheck.Run)];
        Assert.Equal(count, results.Length);
        string[] unexpected = [.. results.Where(result => result.Outcome != OnnxCheckOutcome.Passed && !Missing.Keys.Any(result.Name.StartsWith)).Select(result => $"{result.Name}: {result.Reason}")];
        Assert.True(unexpected.Length == 0, string.Join(Environment.NewLine, unexpected));
        Assert.InRange(results.Count(result => result.Outcome == OnnxCheckOutcome.Passed), least, count);
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("cifar_cnn")]
    public void Trained_models_give_their_stored_outputs(string name)
    {
        string folder = Path.Combine(Root ?? "", "models", name);
        if (!Directory.Exists(folder))
            Assert.Skip($"There is no {folder}.");
        OnnxCheckResult result = OnnxCheck.Run(folder);
        Assert.True(result.Outcome == OnnxCheckOutcome.Passed, result.Reason);
    }
}
