using Lamina.NN;

namespace Lamina.Onnx;

/// <summary>Writes modules as ONNX models, for ONNX Runtime and whatever else reads them.</summary>
/// <remarks><see cref="Onnx.Export"/> writes what is no module of tensors: a function, a module of states or tuples, a network of many outputs.</remarks>
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
    public static void ToOnnx(this Module<Tensor, Tensor> module, string path, Tensor example, params ReadOnlySpan<int> dynamicAxes) =>
        module.ToOnnx(path, example, Dynamic(dynamicAxes));

    /// <summary>Writes a module's forward pass to a stream.</summary>
    /// <inheritdoc cref="ToOnnx(Module{Tensor, Tensor}, string, Tensor, ReadOnlySpan{int})"/>
    /// <param name="module">The module.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="example">An input of the shape and dtype that the model is to take.</param>
    /// <param name="dynamicAxes">Axes of the input whose size is left open.</param>
    public static void ToOnnx(this Module<Tensor, Tensor> module, Stream stream, Tensor example, params ReadOnlySpan<int> dynamicAxes) =>
        Graph.Of(inputs => [module.Call(inputs[0])], module, [example], Dynamic(dynamicAxes)).WriteTo(stream);

    /// <summary>Writes a module's forward pass with options: the operator set, dynamic axes, names.</summary>
    /// <inheritdoc cref="ToOnnx(Module{Tensor, Tensor}, string, Tensor, ReadOnlySpan{int})"/>
    /// <param name="module">The module. Its parameters are written into the file; its training modes are left as they are.</param>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <param name="example">An input of the shape and dtype that the model is to take. Its values do not matter.</param>
    /// <param name="options">How the model is written.</param>
    public static void ToOnnx(this Module<Tensor, Tensor> module, string path, Tensor example, OnnxExportOptions options) =>
        Onnx.Export(path, inputs => [module.Call(inputs[0])], [example], options, module);

    /// <summary>Writes the forward pass of a module of two inputs.</summary>
    /// <inheritdoc cref="ToOnnx(Module{Tensor, Tensor}, string, Tensor, OnnxExportOptions)"/>
    /// <param name="module">The module.</param>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <param name="first">An input of the shape and dtype that the model is to take first.</param>
    /// <param name="second">The second.</param>
    /// <param name="options">How the model is written; as by default if null.</param>
    public static void ToOnnx(this Module<Tensor, Tensor, Tensor> module, string path, Tensor first, Tensor second, OnnxExportOptions? options = null) =>
        Onnx.Export(path, inputs => [module.Call(inputs[0], inputs[1])], [first, second], options, module);

    /// <summary>Writes the forward pass of a module of three inputs.</summary>
    /// <inheritdoc cref="ToOnnx(Module{Tensor, Tensor}, string, Tensor, OnnxExportOptions)"/>
    /// <param name="module">The module.</param>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <param name="first">An input of the shape and dtype that the model is to take first.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    /// <param name="options">How the model is written; as by default if null.</param>
    public static void ToOnnx(this Module<Tensor, Tensor, Tensor, Tensor> module, string path, Tensor first, Tensor second, Tensor third, OnnxExportOptions? options = null) =>
        Onnx.Export(path, inputs => [module.Call(inputs[0], inputs[1], inputs[2])], [first, second, third], options, module);

    /// <summary>Writes a model that was read from a file, with whatever it learned since. Inputs and outputs keep their names unless the options give others.</summary>
    /// <inheritdoc cref="ToOnnx(Module{Tensor, Tensor}, string, Tensor, OnnxExportOptions)"/>
    /// <param name="model">The model.</param>
    /// <param name="path">The file. It appears whole or not at all.</param>
    /// <param name="examples">A tensor for each of its inputs.</param>
    /// <param name="options">How the model is written; as by default if null.</param>
    public static void ToOnnx(this OnnxModel model, string path, Tensor[] examples, OnnxExportOptions? options = null)
    {
        options ??= new OnnxExportOptions();
        Onnx.Export(
            path,
            inputs => model.Run(inputs),
            examples,
            options with
            {
                InputNames = options.InputNames.Count > 0 ? options.InputNames : [.. model.Inputs.Take(examples.Length).Select(input => input.Name)],
                OutputNames = options.OutputNames.Count > 0 ? options.OutputNames : [.. model.Outputs.Select(output => output.Name)],
            },
            model);
    }

    static OnnxExportOptions Dynamic(ReadOnlySpan<int> axes)
    {
        List<OnnxDynamicAxis> dynamic = [];
        foreach (int axis in axes)
            dynamic.Add(new OnnxDynamicAxis(0, axis));
        return new OnnxExportOptions { DynamicAxes = dynamic };
    }
}
