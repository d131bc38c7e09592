using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Calls layers on nodes, which makes the graph of a <see cref="Functional"/>.</summary>
/// <remarks>
/// The shape of the new node is found by running the layer on one sample of zeros, in evaluation mode; a layer that waited for its input's shape is built so.
/// What a layer refuses it refuses here, where it is called.
/// </remarks>
public static class Calls
{
    /// <summary>The layer's output for a node.</summary>
    /// <param name="layer">Any module of one tensor, a <see cref="Sequential"/> or another <see cref="Functional"/> included.</param>
    /// <param name="input">What it is called on.</param>
    public static Node Of(this Module<Tensor, Tensor> layer, Node input) => Make(layer, input);

    /// <summary>The layer's output for two nodes.</summary>
    /// <param name="layer">A module of two tensors, such as <see cref="Bilinear"/>.</param>
    /// <param name="first">The first input.</param>
    /// <param name="second">The second input.</param>
    public static Node Of(this Module<Tensor, Tensor, Tensor> layer, Node first, Node second) => Make(layer, first, second);

    /// <summary>The layer's output for several nodes.</summary>
    /// <param name="layer">A module of a list of tensors, such as <see cref="Concatenate"/>.</param>
    /// <param name="inputs">What it is called on.</param>
    public static Node Of(this Module<IReadOnlyList<Tensor>, Tensor> layer, params ReadOnlySpan<Node> inputs) => Make(layer, inputs);

    internal static Tensor Run(Module layer, params ReadOnlySpan<Tensor> inputs) => layer switch
    {
        Module<Tensor, Tensor> one => one.Call(inputs[0]),
        Module<Tensor, Tensor, Tensor> two => two.Call(inputs[0], inputs[1]),
        Module<IReadOnlyList<Tensor>, Tensor> many => many.Call([.. inputs]),
        _ => throw new ModuleException($"{layer} does not give one tensor of one, two or a list of tensors."),
    };

    /// <summary>The same with the inputs' masks: of several a step counts that counts in all.</summary>
    internal static (Tensor Output, Tensor? Mask) Run(Module layer, ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> masks)
    {
        if (layer is Module<Tensor, Tensor> one)
            return StepMasks.Call(one, inputs[0], masks[0]);
        Tensor? all = null;
        foreach (Tensor? mask in masks)
            all = all is null || mask is null || all.Shape != mask.Shape ? all ?? mask : all & mask;
        Tensor output = Run(layer, inputs);
        return (output, StepMasks.Behind(all, output));
    }

    static Node Make(Module layer, params ReadOnlySpan<Node> inputs)
    {
        Tensor[] zeros = new Tensor[inputs.Length];
        for (int i = 0; i < zeros.Length; i++)
            zeros[i] = Tensor.Zeros(inputs[i].Shape.Insert(0, 1), inputs[i].Sample.DType);
        TensorSpec output = layer.InEvaluation(() => Run(layer, zeros)).Spec;
        return output.Shape.Rank > 0 && output.Shape[0] == 1
            ? new Node(layer, inputs.ToArray(), new TensorSpec(output.DType, output.Shape.Remove(0)))
            : throw new ShapeException($"{layer} made {output.Shape} of one sample. In a graph of layers the first axis counts the samples, and stays.");
    }
}
