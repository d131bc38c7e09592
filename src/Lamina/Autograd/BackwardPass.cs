using Lamina.Graphs;
using Lamina.Ops;
using Lamina.Storage;

namespace Lamina.Autograd;

/// <summary>
/// Walks the tape from the outputs to the leaves, newest node first, and adds up what arrives in each slot. What the walk
/// makes and nobody else can see goes back to the pool at once.
/// </summary>
internal sealed class BackwardPass
{
    readonly PriorityQueue<GradNode, long> _queue = new();
    readonly Dictionary<GradNode, Tensor?[]> _slots = [];
    readonly Dictionary<(GradNode, int), Tensor> _wantedSlots = [];
    readonly Dictionary<Tensor, Tensor> _leaves = new(ReferenceEqualityComparer.Instance);
    readonly Tensor[]? _wanted;
    readonly bool _createGraph;
    readonly bool _retainGraph;

    BackwardPass(Tensor[]? wanted, bool createGraph, bool retainGraph)
    {
        _wanted = wanted;
        _createGraph = createGraph;
        _retainGraph = retainGraph || createGraph;
    }

    /// <summary>Adds gradients into the <see cref="Tensor.Grad"/> of every leaf.</summary>
    public static void Accumulate(Tensor output, Tensor? gradient, bool retainGraph)
    {
        BackwardPass pass = new(null, createGraph: false, retainGraph);
        pass.Walk([output], [gradient]);
        foreach ((Tensor leaf, Tensor sum) in pass._leaves)
            leaf.AccumulateGrad(pass.Own(sum));
        BufferPool.Shared.Reclaim();
    }

    /// <summary>The gradients of outputs with respect to the wanted tensors; null where there is no path.</summary>
    public static Tensor?[] Gradients(Tensor[] outputs, Tensor?[] gradients, Tensor[] wanted, bool createGraph, bool retainGraph)
    {
        BackwardPass pass = new(wanted, createGraph, retainGraph);
        pass.Walk(outputs, gradients);
        Tensor?[] results = new Tensor?[wanted.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            Edge edge = Edge.To(wanted[i], "Gradients");
            Tensor? found = edge.Node is { } node
                ? pass._wantedSlots.GetValueOrDefault((node, edge.Output))
                : pass._leaves.GetValueOrDefault(wanted[i]);
            if (found is not null)
                results[i] = pass.Own(found);
        }

        if (!createGraph)
            BufferPool.Shared.Reclaim();
        return results;
    }

    void Walk(Tensor[] outputs, Tensor?[] gradients)
    {
        // Gradients have the dtype of what they are gradients of.
        using PrecisionScope plain = Precision.Plain();
        HashSet<(GradNode, int)> wantedSlots = [];
        foreach (Tensor tensor in _wanted ?? [])
        {
            if (tensor.Node is { } node)
                wantedSlots.Add((node, tensor.NodeOutput));
        }

        bool enabled = GradMode.Enabled;
        GradMode.Enabled = _createGraph;
        using Temporaries? temporaries = _createGraph ? null : Temporaries.Open();
        try
        {
            for (int i = 0; i < outputs.Length; i++)
                Deliver(Edge.To(outputs[i], "Backward"), gradients[i] ?? Tensor.Ones(outputs[i].Shape, outputs[i].DType));
            while (_queue.TryDequeue(out GradNode? node, out _))
                Visit(node, wantedSlots, temporaries);

            // A leaf's hooks see the whole gradient, once.
            foreach (Tensor leaf in _leaves.Keys.Where(leaf => leaf.LeafHooks is not null).ToArray())
                _leaves[leaf] = leaf.LeafHooks!.Run(0, _leaves[leaf], $"a leaf ({leaf.Spec})");
        }
        finally
        {
            GradMode.Enabled = enabled;
        }
    }

    void Visit(GradNode node, HashSet<(GradNode, int)> wantedSlots, Temporaries? temporaries)
    {
        using LayerPlace.Visit place = LayerPlace.Enter(node.Place with { IsBackward = true });
        _slots.Remove(node, out Tensor?[]? gradients);
        for (int i = 0; i < gradients!.Length; i++)
        {
            if (gradients[i] is not { } arrived)
                continue;
            if (node.Hooks is { } hooks)
                gradients[i] = arrived = hooks.Run(i, arrived, node.Name);
            if (wantedSlots.Contains((node, i)))
            {
                _wantedSlots[(node, i)] = arrived;
                Temporaries.Hold(arrived);
            }
        }

        Tensor?[] held = [.. gradients];
        if (!Joins(node, gradients[0]))
        {
            Tensor?[] results = GradMode.Anomaly ? AnomalyCheck.Rule(node, gradients, Apply) : Apply(node, gradients);
            if (results.Length != node.Edges.Length)
                throw new InvalidOperationException($"The gradient of {node.Name} gave {results.Length} gradients for {node.Edges.Length} inputs.");
            for (int i = 0; i < results.Length; i++)
            {
                if (results[i] is not { } gradient || node.Edges[i].IsNone)
                    continue;
                Deliver(node.Edges[i], FitTo(gradient, node.InputSpec(i)));
            }
        }

        foreach (Tensor? gradient in held)
        {
            if (gradient is not null)
                Temporaries.Drop(gradient);
        }

        if (!_retainGraph)
            node.Forget();
        temporaries?.ReleaseUnheld();
    }

    static Tensor?[] Apply(GradNode node, Tensor?[] gradients) => node.OwnsTemporaries ? node.Apply(gradients) : ApplyApart(node, gradients);

    static Tensor?[] ApplyApart(GradNode node, Tensor?[] gradients) => Temporaries.Suspend(() => node.Apply(gradients));

    // Adds a gradient to the slot it flows into.
    void Deliver(Edge edge, Tensor gradient)
    {
        if (edge.Leaf is { } leaf)
        {
            if (_wanted is not null && !Array.Exists(_wanted, w => ReferenceEquals(w, leaf)))
                return;
            _leaves[leaf] = Add(_leaves.GetValueOrDefault(leaf), gradient);
            return;
        }

        if (edge.Node is not { } node)
            return;
        if (!_slots.TryGetValue(node, out Tensor?[]? slots))
        {
            _slots[node] = slots = new Tensor?[node.Outputs];
            _queue.Enqueue(node, -node.Sequence);
        }

        slots[edge.Output] = Add(slots[edge.Output], gradient);
    }

    // What flows into a part of a sum that only the engine knows is added there: to lay every part into zeros and to add those up would cost the whole for each.
    bool Joins(GradNode node, Tensor? gradient)
    {
        if (node.Part is not { } part || gradient is null || _createGraph || GradMode.Anomaly)
            return false;
        Edge edge = node.Edges[0];
        Tensor? sum = edge.Leaf is { } leaf ? _leaves.GetValueOrDefault(leaf) : edge.Node is { } before && _slots.TryGetValue(before, out Tensor?[]? slots) ? slots[edge.Output] : null;
        if (sum is not { IsCompact: true, Buffer: { Holds: 1, IsTransient: true } } || sum.DType != gradient.DType)
            return false;
        Dispatch.Run(part, sum).AddInPlace(gradient);
        return true;
    }

    static Tensor Add(Tensor? sum, Tensor gradient)
    {
        if (sum is null)
        {
            Temporaries.Hold(gradient);
            return gradient;
        }

        Tensor total = sum + gradient;
        Temporaries.Hold(total);
        Temporaries.Drop(sum);
        return total;
    }

    // A gradient has its input's shape and dtype: what was broadcast forward is summed backward.
    static Tensor FitTo(Tensor gradient, TensorSpec input)
    {
        if (gradient.Shape != input.Shape)
            gradient = gradient.SumTo(input.Shape);
        return gradient.DType == input.DType ? gradient : gradient.To(input.DType);
    }

    // What leaves the pass must have memory of its own, and no longer be the engine's to give back.
    Tensor Own(Tensor gradient)
    {
        if (!_createGraph && (gradient.Buffer.Holds > 1 || !gradient.Buffer.IsTransient || !gradient.IsCompact))
        {
            Tensor copy = gradient.Clone();
            Temporaries.Drop(gradient);
            return copy;
        }

        gradient.Buffer.Holds--;
        gradient.Buffer.IsTransient = false;
        return gradient;
    }
}
