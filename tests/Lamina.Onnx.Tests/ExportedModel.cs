namespace Lamina.Onnx.Tests;

/// <summary>An exported model compared with the function it came from: run by ONNX Runtime, and read back.</summary>
sealed class ExportedModel : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    public string FilePath => Path.Combine(_folder, "model.onnx");

    /// <summary>The operators in the file, with how often each occurs.</summary>
    public IReadOnlyDictionary<string, int> Operators => OnnxSummary.Of(Onnx.Load(FilePath)).Operators;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public void IsAs(Func<Tensor[], Tensor[]> function, params Tensor[] inputs)
    {
        Tensor[] wanted = function(inputs), read = Onnx.Load(FilePath).Run(inputs);
        (float[] Values, Shape Shape)[] run = OnnxRuntime.RunAll(FilePath, inputs);
        Assert.Equal(wanted.Length, run.Length);
        Assert.Equal(wanted.Length, read.Length);
        for (int i = 0; i < wanted.Length; i++)
        {
            Close(wanted[i], run[i].Shape, run[i].Values, $"ONNX Runtime, output {i}");
            Close(wanted[i], read[i].Shape, read[i].To(DType.Float32).ToArray<float>(), $"read back, output {i}");
        }
    }

    static void Close(Tensor wanted, Shape shape, float[] found, string where)
    {
        Assert.Equal(wanted.Shape, shape);
        float[] values = wanted.To(DType.Float32).ToArray<float>();
        for (int i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(found[i] - values[i]) <= 1e-5 + (1e-4 * Math.Abs(values[i])), $"{where}, value {i}: {found[i]}, Lamina has {values[i]}.");
    }
}
