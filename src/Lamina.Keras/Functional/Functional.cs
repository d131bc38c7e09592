using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A network that is a graph of layers, with branches, shared layers and several inputs and outputs.</summary>
/// <remarks>
/// <para>As Keras' functional form. Layers are called on nodes, from the inputs on:
/// <code>
/// Input picture = new([28, 28, 1]);
/// Node x = new Conv2D(32, 3, Activation.Relu, Padding.Same).Of(picture);
/// Node y = x + new Conv2D(32, 3, padding: Padding.Same).Of(x);
/// Functional network = new(picture, new Dense(10).Of(new Flatten().Of(y)));
/// </code></para>
/// <para>With one input and one output it is a module as any other: <c>Compile</c>, <c>Fit</c>, <c>Save</c> and <c>Load</c> take it, and it can be called on a
/// node of another graph. With more, <see cref="ForwardAll"/> calls it. Keys are <c>0</c>, <c>1</c> … in the order in which the layers are computed; a layer that
/// is called at several nodes is held once.</para>
/// </remarks>
public sealed class Functional : Layer<Tensor, Tensor>, IInputAware, IMaskAware
{
    [Key("")]
    readonly List<Module> _layers = [];

    readonly List<Node> _nodes = [];
    readonly Dictionary<Node, int> _places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Makes a network of one input and one output.</summary>
    /// <param name="input">Where the input comes in.</param>
    /// <param name="output">What comes out.</param>
    /// <exception cref="ModuleException">The output does not depend on the input, or on another input too.</exception>
    public Functional(Node input, Node output)
        : this([input], [output])
    {
    }

    /// <summary>Makes a network.</summary>
    /// <param name="inputs">Where inputs come in: each an <see cref="Input"/>, or a node inside a graph, which is cut there.</param>
    /// <param name="outputs">What comes out, in this order.</param>
    /// <exception cref="ModuleException">There are none, one input is named twice, leads to no output, or an output depends on another input too.</exception>
    public Functional(IEnumerable<Node> inputs, IEnumerable<Node> outputs)
    {
        (Inputs, Outputs) = ([.. inputs], [.. outputs]);
        if (Inputs.Count == 0 || Outputs.Count == 0)
            throw new ModuleException("A Functional has at least one input and one output.");
        foreach (Node input in Inputs)
        {
            if (!_places.TryAdd(input, _nodes.Count))
                throw new ModuleException($"Functional: the input {input} is named twice.");
            _nodes.Add(input);
        }

        HashSet<Node> used = new(ReferenceEqualityComparer.Instance);
        foreach (Node output in Outputs)
            Visit(output, used);
        if (Inputs.FirstOrDefault(input => !used.Contains(input)) is { } idle)
            throw new ModuleException($"Functional: no output depends on the input {idle}. Leave it out, or connect it.");
    }

    /// <summary>Where inputs come in.</summary>
    public IReadOnlyList<Node> Inputs { get; }

    /// <summary>What comes out.</summary>
    public IReadOnlyList<Node> Outputs { get; }

    /// <summary>The layers in the order in which they are computed, each once.</summary>
    public IReadOnlyList<Module> Layers => _layers;

    /// <summary>The sample that the only input takes; null if there are several.</summary>
    public TensorSpec? InputSpec => Inputs.Count == 1 ? Inputs[0].Sample : null;

    /// <summary>All nodes between inputs and outputs, the inputs first, each behind those it is made of.</summary>
    internal IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Computes all outputs of all inputs.</summary>
    /// <param name="inputs">A batch for each input.</param>
    /// <returns>A batch for each output.</returns>
    /// <exception cref="ShapeException">The inputs are not as many as the network has, or samples have another shape.</exception>
    public IReadOnlyList<Tensor> ForwardAll(params ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != Inputs.Count)
            throw new ShapeException($"{this} takes {Inputs.Count} inputs; got {inputs.Length}.");
        return [.. Run(inputs, null).Select(output => output.Value)];
    }

    (Tensor Output, Tensor? Mask) IMaskAware.Call(Tensor x, Tensor? mask)
    {
        Tensor? behind = null;
        Tensor output = Around(x, this, (x, layer) =>
        {
            (Tensor y, behind) = layer.OnlyOutput(x, mask);
            return y;
        });
        return (output, behind);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Functional({string.Join(", ", Inputs.Select(node => node.Shape))} → {string.Join(", ", Outputs.Select(node => node.Shape))})";

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => OnlyOutput(x, null).Value;

    (Tensor Value, Tensor? Mask) OnlyOutput(Tensor x, Tensor? mask) => Outputs.Count == 1 && Inputs.Count == 1
        ? Run([x], mask)[0]
        : throw new ModuleException($"{this} has {Inputs.Count} inputs and {Outputs.Count} outputs. Call it with ForwardAll.");

    // The mask is that of the first input.
    (Tensor Value, Tensor? Mask)[] Run(ReadOnlySpan<Tensor> inputs, Tensor? mask)
    {
        (Tensor Value, Tensor? Mask)[] values = new (Tensor, Tensor?)[_nodes.Count];
        for (int i = 0; i < values.Length; i++)
        {
            // What an input is made of is cut off.
            if (i < inputs.Length)
            {
                values[i] = (Checked(i, inputs[i]), i == 0 ? mask : null);
                continue;
            }

            (Tensor Value, Tensor? Mask)[] parts = [.. _nodes[i].Inputs.Select(node => values[_places[node]])];
            values[i] = Calls.Run(_nodes[i].Layer!, [.. parts.Select(part => part.Value)], [.. parts.Select(part => part.Mask)]);
        }

        return [.. Outputs.Select(node => values[_places[node]])];
    }

    Tensor Checked(int place, Tensor x) => x.Rank > 0 && x.Shape[1..] == Inputs[place].Shape
        ? x
        : throw new ShapeException($"{this} takes samples of {Inputs[place].Shape} at input {place}, behind the axis of the batch; got {x.Shape}. Reshape the input, or name its shape in Input.");

    // Depth first with a stack of one's own: networks are deeper than calls may be.
    void Visit(Node output, HashSet<Node> used)
    {
        Stack<Node> open = new([output]);
        while (open.TryPeek(out Node? node))
        {
            if (_places.ContainsKey(node))
            {
                used.Add(node);
                open.Pop();
                continue;
            }

            if (node.Layer is not { } layer)
                throw new ModuleException($"Functional: the output {output} depends on {node}, which is not among the inputs. Name it there too.");
            int before = open.Count;
            for (int i = node.Inputs.Count - 1; i >= 0; i--)
            {
                if (!_places.ContainsKey(node.Inputs[i]))
                    open.Push(node.Inputs[i]);
                else
                    used.Add(node.Inputs[i]);
            }

            if (open.Count > before)
                continue;
            open.Pop();
            _places.Add(node, _nodes.Count);
            _nodes.Add(node);
            if (!_layers.Exists(other => ReferenceEquals(other, layer)))
                _layers.Add(layer);
        }
    }
}
