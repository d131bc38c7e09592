namespace Lamina.Autograd;

/// <summary>Where the gradient of an input flows: into a node's output slot, or into a leaf.</summary>
/// <param name="Node">The node that made the input, or null for a leaf.</param>
/// <param name="Output">Which of its outputs.</param>
/// <param name="Leaf">The leaf, or null.</param>
internal readonly record struct Edge(GradNode? Node, int Output, Tensor? Leaf)
{
    public bool IsNone => Node is null && Leaf is null;

    /// <param name="tensor">The input.</param>
    /// <param name="user">Who takes it, for the message.</param>
    /// <exception cref="GradientException">It is a view that lacks what happened to its base.</exception>
    public static Edge To(Tensor tensor, string user)
    {
        if (tensor.IsOutdated)
            throw new GradientException($"{user}: this view ({tensor.Spec}) was taken before its base was changed in place, and its gradient would not know of the change. Take the view after the change, or of a copy.");
        return tensor.Node is { } node ? new Edge(node, tensor.NodeOutput, null)
            : tensor.RequiresGrad ? new Edge(null, 0, tensor)
            : default;
    }
}
