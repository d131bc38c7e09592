using Lamina.NN;

namespace Lamina.Onnx;

/// <summary>Writes modules as ONNX models, for ONNX Runtime and whatever else reads them.</summary>
public static class OnnxExport
{
    /// <summary>Writes a module's forward pass, in eval mode, as an ONNX model of operator set 17.</summary>
    /// <param name="module">The module. Its parameters are written into the file; its training modes are left as they are.</param>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <param name="example">An input of the shape and dtype that the model is to take. Its values do not matter.</param>
    /// <param name="dynamicAxes">Axes of the input whose size is left open, such as <c>[0]</c> for any batch. None by default.</param>
    /// <remarks>
    /// The pass is recorded once, so a branch on a size is written as it was taken. With dynamic axes it is recorded
    /// twice, with different sizes, and what differs becomes dynamic. The model has one input, <c>input</c>, and one output,
    /// <c>output</c>; parameters keep their names in the state dict. What depends on parameters alone is computed beforehand.
    /// </remarks>
    /// <exception cref="OnnxException">Ops have no translation, the pass depends on values, or a dynamic axis is baked in.</exception>
    public static void ToOnnx(this Module<Tensor, Tensor> module, string path, Tensor example, params ReadOnlySpan<int> dynamicAxes)
    {
        Graph graph = Build(module, example, dynamicAxes);
        AtomicFile.Write(path, graph.WriteTo);
    }

    /// <summary>Writes a module's forward pass to a stream.</summary>
    /// <inheritdoc cref="ToOnnx(Module{Tensor, Tensor}, string, Tensor, ReadOnlySpan{int})"/>
    /// <param name="module">The module.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="example">An input of the shape and dtype that the model is to take.</param>
    /// <param name="dynamicAxes">Axes of the input whose size is left open.</param>
    public static void ToOnnx(this Module<Tensor, Tensor> module, Stream stream, Tensor example, params ReadOnlySpan<int> dynamicAxes) =>
        Build(module, example, dynamicAxes).WriteTo(stream);

    static Graph Build(Module<Tensor, Tensor> module, Tensor example, ReadOnlySpan<int> dynamicAxes)
    {
        Recording recording = Recording.Of(module, example), twin = recording;
        if (dynamicAxes.Length > 0)
        {
            Tensor other = example.Detach();
            foreach (int axis in dynamicAxes)
                other = Tensor.Concatenate([other, other], axis);
            twin = Recording.Of(module, other);
        }

        Graph graph = new(module.StateDict());
        graph.Build(recording, twin);
        return graph;
    }
}
