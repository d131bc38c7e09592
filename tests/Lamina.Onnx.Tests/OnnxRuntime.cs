using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lamina.Onnx.Tests;

/// <summary>ONNX Runtime, run by node in a process of its own. A test that needs it is skipped where it is missing.</summary>
static class OnnxRuntime
{
    static readonly string Folder = Environment.GetEnvironmentVariable("LAMINA_ONNXRUNTIME") is { Length: > 0 } named
        ? named
        : Path.Combine(Path.GetTempPath(), "lamina-onnxruntime");

    /// <summary>The first output.</summary>
    public static (float[] Values, Shape Shape) Run(string model, params Tensor[] inputs) => RunAll(model, inputs)[0];

    /// <summary>All outputs. Inputs are float32 or int64.</summary>
    public static (float[] Values, Shape Shape)[] RunAll(string model, params Tensor[] inputs)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")))
            Assert.Skip($"missing peer: no onnxruntime-node in {Folder}; see tests/Lamina.Onnx.Tests/peers/README.md.");
        string to = model + ".out";
        ProcessStartInfo start = new("node", [Path.Combine(AppContext.BaseDirectory, "peers", "run.mjs"), Folder, model, to, .. inputs.Select((input, i) => Write(input, $"{model}.in{i}"))])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string sizes = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"ONNX Runtime failed: {errors.Result}");
        return
        [
            .. sizes.TrimEnd('\n').Split('\n').Select((line, i) => (
                MemoryMarshal.Cast<byte, float>(File.ReadAllBytes($"{to}.{i}")).ToArray(),
                SizesOf(line))),
        ];
    }

    static Shape SizesOf(string line) => [.. line.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];

    static string Write(Tensor input, string file)
    {
        bool numbers = input.DType == DType.Int64;
        File.WriteAllBytes(file, numbers ? MemoryMarshal.AsBytes(input.ToArray<long>().AsSpan()) : MemoryMarshal.AsBytes(input.ToArray<float>().AsSpan()));
        return $"{(numbers ? "int64" : "float32")}:{string.Join(',', input.Shape)}:{file}";
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("missing peer: no node on the path.");
            throw;
        }
    }
}
