using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace Lamina.TestKit;

/// <summary>ONNX Runtime, run by node in one process beside the tests, which ends with them.</summary>
public static class OnnxRuntime
{
    const double Relative = 1e-3, Absolute = 1e-5;

    static readonly string Folder = Environment.GetEnvironmentVariable("LAMINA_ONNXRUNTIME") is { Length: > 0 } named
        ? named
        : Path.Combine(Path.GetTempPath(), "lamina-onnxruntime");

    static readonly Lock Turn = new();
    static Process? s_process;

    /// <summary>What is not on this machine; null if models can be run.</summary>
    public static string? Missing { get; } =
        !Directory.Exists(Path.Combine(Folder, "node_modules", "onnxruntime-node")) ? $"missing peer: no onnxruntime-node in {Folder}; see tests/Lamina.TestKit/peers/README.md."
        : !(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"))) ? "missing peer: no node on the path."
        : null;

    /// <summary>Skips the calling test where models cannot be run.</summary>
    public static void SkipIfMissing() => Assert.SkipWhen(Missing is not null, Missing ?? "");

    /// <summary>The first output.</summary>
    public static (float[] Values, Shape Shape) Run(string model, params Tensor[] inputs) => RunAll(model, inputs)[0];

    /// <summary>All outputs. Inputs are float32 or int64. The calling test is skipped where models cannot be run.</summary>
    /// <exception cref="CheckFailedException">ONNX Runtime refuses the model or its inputs.</exception>
    public static (float[] Values, Shape Shape)[] RunAll(string model, params Tensor[] inputs)
    {
        SkipIfMissing();
        string output = model + ".out";
        JsonObject order = new() { ["model"] = model, ["output"] = output, ["inputs"] = new JsonArray([.. inputs.Select((input, i) => Write(input, $"{model}.in{i}"))]) };
        JsonObject answer;
        lock (Turn)
            answer = Answer(order.ToJsonString());
        if (answer["error"] is { } error)
            throw new CheckFailedException($"ONNX Runtime: {error.GetValue<string>()}");
        return
        [
            .. answer["sizes"]!.AsArray().Select((sizes, i) => (
                MemoryMarshal.Cast<byte, float>(File.ReadAllBytes($"{output}.{i}")).ToArray(),
                Shape.Create([.. sizes!.AsArray().Select(size => size!.GetValue<long>())]))),
        ];
    }

    /// <summary>How what ONNX Runtime computes differs from what is expected, beyond 10⁻³ of a value and 10⁻⁵; null if it does not.</summary>
    public static string? Difference(string model, IReadOnlyList<Tensor> expected, params Tensor[] inputs)
    {
        (float[] Values, Shape Shape)[] found;
        try
        {
            found = RunAll(model, inputs);
        }
        catch (CheckFailedException refusal)
        {
            return refusal.Message;
        }

        if (found.Length != expected.Count)
            return $"{found.Length} outputs, not {expected.Count}";
        for (int output = 0; output < found.Length; output++)
        {
            if (found[output].Shape != expected[output].Shape)
                return $"output {output} is {found[output].Shape}, not {expected[output].Shape}";
            float[] wanted = expected[output].To(DType.Float32).ToArray<float>(), values = found[output].Values;
            for (int i = 0; i < wanted.Length; i++)
            {
                if (!values[i].Equals(wanted[i]) && !(Math.Abs(values[i] - wanted[i]) <= Absolute + (Relative * Math.Abs(wanted[i]))))
                    return $"output {output}, value {i} is {values[i]}, not {wanted[i]}";
            }
        }

        return null;
    }

    static JsonObject Answer(string order)
    {
        s_process ??= Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "peers", "run.mjs"), Folder]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            s_process.StandardInput.WriteLine(order);
            s_process.StandardInput.Flush();
            if (s_process.StandardOutput.ReadLine() is { } line)
                return JsonNode.Parse(line)!.AsObject();
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            s_process.Kill();
        }

        s_process.WaitForExit();
        int code = s_process.ExitCode;
        s_process.Dispose();
        s_process = null;
        throw new CheckFailedException($"ONNX Runtime: its process ended with code {code}.");
    }

    static JsonNode Write(Tensor input, string file)
    {
        bool numbers = input.DType == DType.Int64;
        File.WriteAllBytes(file, numbers ? MemoryMarshal.AsBytes(input.ToArray<long>().AsSpan()) : MemoryMarshal.AsBytes(input.ToArray<float>().AsSpan()));
        return new JsonObject { ["dtype"] = numbers ? "int64" : "float32", ["sizes"] = new JsonArray([.. input.Shape.Select(size => JsonValue.Create(size))]), ["file"] = file };
    }
}
