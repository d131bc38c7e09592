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

    public static (float[] Values, Shape Shape) Run(string model, Tensor input)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")))
            Assert.Skip($"missing peer: no onnxruntime-node in {Folder}; see tests/Lamina.Onnx.Tests/peers/README.md.");
        string from = model + ".in", to = model + ".out";
        bool numbers = input.DType == DType.Int64;
        File.WriteAllBytes(from, numbers ? MemoryMarshal.AsBytes(input.ToArray<long>().AsSpan()) : MemoryMarshal.AsBytes(input.ToArray<float>().AsSpan()));
        ProcessStartInfo start = new("node", [Path.Combine(AppContext.BaseDirectory, "peers", "run.mjs"), Folder, model, string.Join(',', input.Shape), from, to, numbers ? "int64" : "float32"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string sizes = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"ONNX Runtime failed: {errors.Result}");
        return (MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(to)).ToArray(), [.. sizes.Trim().Split(',').Select(long.Parse)]);
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
