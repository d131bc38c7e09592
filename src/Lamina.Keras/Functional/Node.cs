using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A place in a graph of layers: an input, or what a layer gives when it is called on other nodes, <c>new Dense(64).Of(node)</c>. A node is made of
/// nodes that are there already, so a graph has no cycles.
/// </summary>
public sealed class Node
{
    internal Node(Module? layer, IReadOnlyList<Node> inputs, TensorSpec sample) => (Layer, Inputs, Sample) = (layer, inputs, sample);

    /// <summary>The layer whose output this is; null for an <see cref="Input"/>. One layer may be called at several nodes, and has one set of weights.</summary>
    public Module? Layer { get; }

    /// <summary>What the layer is called on.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>Dtype and shape of one sample, without the axis of the batch.</summary>
    public TensorSpec Sample { get; }

    /// <summary>The shape of one sample, without the axis of the batch.</summary>
    public Shape Shape => Sample.Shape;

    /// <summary>The sum of two nodes, by <see cref="Add"/>.</summary>
    public static Node operator +(Node left, Node right) => new Add().Of(left, right);

    /// <summary>The difference of two nodes, by <see cref="Subtract"/>.</summary>
    public static Node operator -(Node left, Node right) => new Subtract().Of(left, right);

    /// <summary>The product of two nodes, element by element, by <see cref="Multiply"/>.</summary>
    public static Node operator *(Node left, Node right) => new Multiply().Of(left, right);

    /// <inheritdoc/>
    public override string ToString() => Layer is null ? $"Input({Shape})" : $"{Layer} → {Shape}";
}
