namespace Lamina.Autograd;

/// <summary>Where the gradient of an input flows: into a node's output slot, or into a leaf.</summary>
/// <param name="Node">The node that made the input, or null for a leaf.</param>
/// <param name="Output">Which of its outputs.</param>
/// <param name="Leaf">The leaf, or null.</param>
internal readonly record struct Edge(GradNode? Node, int Output, Tensor? Leaf)
{
    public bool IsNone => Node is null && Leaf is null;

    public static Edge To(Tensor tensor) =>
        tensor.Node is { } node ? new Edge(node, tensor.NodeOutput, null)
        : tensor.RequiresGrad ? new Edge(null, 0, tensor)
        : default;
}
