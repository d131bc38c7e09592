using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx;

/// <summary>
/// Runs the test folders of ONNX's own suite: <c>model.onnx</c> beside folders <c>test_data_set_0</c>, … with <c>input_0.pb</c>, … and
/// <c>output_0.pb</c>, …. Types and shapes must be equal, numbers within 1e-7 + 1e-3·|expected|, texts equal.
/// </summary>
public static class OnnxCheck
{
    const string ModelFile = "model.onnx";

    /// <summary>All test folders below one, in the order of their names.</summary>
    /// <param name="folder">The folder; may be a test itself.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<string> Find(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, ModelFile, SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!)
            .Where(place => Directory.EnumerateDirectories(place, "test_data_set_*").Any()).Order(StringComparer.Ordinal),
    ];

    /// <summary>Runs one test with all its data.</summary>
    /// <param name="folder">The folder of the model.</param>
    public static OnnxCheckResult Run(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        OnnxModel model;
        try
        {
            model = Onnx.Load(Path.Combine(folder, ModelFile));
        }
        catch (OnnxException error)
        {
            return new(name, OnnxCheckOutcome.Unsupported, error.Message);
        }

        try
        {
            foreach (string data in Directory.EnumerateDirectories(folder, "test_data_set_*").Order(StringComparer.Ordinal))
            {
                if (Difference(model, data) is { } difference)
                    return new(name, OnnxCheckOutcome.Failed, difference);
            }

            return new(name, OnnxCheckOutcome.Passed, null);
        }
        catch (LaminaException error)
        {
            return new(name, OnnxCheckOutcome.Failed, error.Message);
        }
    }

    static string? Difference(OnnxModel model, string data)
    {
        int count = Directory.EnumerateFiles(data, "input_*.pb").Count();
        Value[] inputs = [.. Enumerable.Range(0, count).Select(i => Read(Path.Combine(data, $"input_{i}.pb"), model.InputType(i)))];
        Value[] outputs;
        using (Gradients.Off())
            outputs = model.Evaluate(inputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            string file = Path.Combine(data, $"output_{i}.pb");
            if (File.Exists(file) && ValueComparison.Difference(Read(file, model.Graph.Outputs[i].Type), outputs[i]) is { } difference)
                return $"output {i}: {difference}";
        }

        return null;
    }

    static Value Read(string path, TypeProto type) => ValueFile.Read(File.ReadAllBytes(path), path, type);
}
