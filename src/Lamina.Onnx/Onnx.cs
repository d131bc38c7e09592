using Lamina.NN;
using Lamina.Onnx.Import;
using Lamina.Onnx.Schema;

namespace Lamina.Onnx;

/// <summary>ONNX models: from files to modules that run, train and are captured, and from functions to files.</summary>
/// <remarks>
/// Operators are those of the standard's versions 1 to 27 (ONNX 1.22). Files are data: nothing in them is executed, lengths are checked before anything is
/// allocated, and weights outside of the file are read from the model's own folder only.
/// </remarks>
public static class Onnx
{
    /// <summary>Reads a model.</summary>
    /// <param name="path">The file; weights outside of it are looked for in its folder.</param>
    /// <returns>The model in evaluation mode. Its floating-point initializers are parameters, under their names, and running statistics buffers.</returns>
    /// <exception cref="OnnxException">The file is damaged, or the model uses operators that are not supported: all of them are named.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OnnxModel Load(string path) => Make(InputFile.Open(path, "an ONNX model", File.ReadAllBytes), path, Path.GetDirectoryName(Path.GetFullPath(path)));

    /// <summary>Reads a model from bytes.</summary>
    /// <param name="model">The bytes of a file. Weights outside of it are not found.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="OnnxException">As for a path.</exception>
    public static OnnxModel Load(ReadOnlyMemory<byte> model, string name = "model") => Make(model, name, null);

    /// <summary>Writes a function of tensors as an ONNX model.</summary>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <param name="function">The function, from all inputs to all outputs.</param>
    /// <param name="examples">Inputs of the shapes and dtypes that the model is to take. Their values do not matter.</param>
    /// <param name="options">How the model is written; as by default if null.</param>
    /// <param name="module">The module that the function calls, if it does: it is in eval mode meanwhile, and its parameters keep their names.</param>
    /// <remarks>
    /// For networks that are no function of one tensor: <c>Onnx.Export(path, x => [.. network.ForwardAll(x)], [a, b], module: network)</c>. It is recorded as
    /// <see cref="OnnxExport.ToOnnx(Module{Tensor, Tensor}, string, Tensor, ReadOnlySpan{int})"/> says.
    /// </remarks>
    /// <exception cref="OnnxException">Ops have no translation, the function depends on values, a dynamic axis is baked in, or the options do not fit.</exception>
    public static void Export(string path, Func<Tensor[], Tensor[]> function, Tensor[] examples, OnnxExportOptions? options = null, Module? module = null)
    {
        Graph graph = Graph.Of(function, module, examples, options ?? new OnnxExportOptions());
        AtomicFile.Write(path, graph.WriteTo);
    }

    static OnnxModel Make(ReadOnlyMemory<byte> bytes, string source, string? folder)
    {
        try
        {
            ModelProto proto = ModelProto.Read(bytes, source);
            return new OnnxModel(proto, new ModelContext(proto, source, folder));
        }
        catch (Exception error) when (OnnxException.IsOfFile(error))
        {
            throw new OnnxException($"{source}: {(error is LaminaException ? error.Message : $"it cannot be read ({error.GetType().Name}: {error.Message}). The file is damaged; get or make it again.")}", error);
        }
    }
}
