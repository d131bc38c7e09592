using System.Diagnostics.CodeAnalysis;
using Lamina.Graphs;
using Lamina.Onnx.Operators;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Import;

/// <summary>The values of a graph while it runs. The body of a loop or a branch sees those around it.</summary>
/// <param name="model">The model.</param>
/// <param name="opsets">Versions of the operator sets that the nodes are written in.</param>
/// <param name="evaluation">The run that this is part of.</param>
/// <param name="outer">The graph around a body; null for the model's own graph and for functions, which see nothing around them.</param>
/// <param name="calls">How many calls of functions this is within.</param>
internal sealed class GraphScope(ModelContext model, IReadOnlyDictionary<string, long> opsets, Evaluation evaluation, GraphScope? outer = null, int calls = 0)
{
    const int DeepestCalls = 64;

    readonly Dictionary<string, Value?> _values = [];

    public string Source => Model.Source;

    public ModelContext Model { get; } = model;

    public Evaluation Evaluation { get; } = evaluation;

    /// <summary>Whether the model is in training mode: dropout drops.</summary>
    public bool IsTraining => Evaluation.IsTraining;

    // A node of the model's own graph gives the same whenever it depends on the file alone; one in a body or function is run with this and that.
    bool IsOutermost => outer is null && calls == 0;

    public Value? this[string name]
    {
        set => _values[name] = value;
    }

    public Value? Find(string name) => TryFind(name, out Value? value)
        ? value
        : throw new OnnxException($"{Source}: nothing gives the value '{name}' before it is used. The nodes of the graph are out of order, or one is missing.");

    /// <summary>Runs the body of a loop or branch, which sees the values of this graph.</summary>
    public Value[] Run(GraphProto body, ReadOnlySpan<Value> inputs)
    {
        Evaluation.Enter(body);
        GraphScope inner = new(Model, opsets, Evaluation, this, calls);
        if (inputs.Length > body.Inputs.Count)
            throw new OnnxException($"{Source}: the graph '{body.Name}' takes {body.Inputs.Count} inputs; it is given {inputs.Length}.");
        for (int i = 0; i < inputs.Length; i++)
            inner[body.Inputs[i].Name] = inputs[i];
        foreach (TensorProto initializer in body.Initializers)
            inner[initializer.Name] = Model.Constant(initializer);
        inner.Run(GraphPlan.Of(body, Model));
        return [.. body.Outputs.Select(output => inner.Find(output.Name) ?? throw new OnnxException($"{Source}: the graph '{body.Name}' leaves its output '{output.Name}' out."))];
    }

    /// <summary>Runs nodes in order. A value is let go when nobody will read it again.</summary>
    public void Run(GraphPlan plan)
    {
        for (int i = 0; i < plan.Nodes.Count; i++)
        {
            Run(plan.Nodes[i]);
            foreach (string name in plan.LastUses[i])
                _values.Remove(name);
        }
    }

    void Run(NodeProto node)
    {
        Evaluation.Enter(node);
        if (IsOutermost && Model.Folded(node) is { } folded)
        {
            Keep(node, folded);
            return;
        }

        Value?[] inputs = [.. node.Inputs.Select(name => name.Length == 0 ? null : Find(name))];

        // The nodes inside of a function say themselves what they depend on: one may draw random numbers.
        Origin origin = Model.Function(node) is null ? Origins.Of(node, inputs) : Origin.Data;
        Value[] outputs;
        if (origin == Origin.Data)
            outputs = Call(node, inputs);
        else
        {
            // Sizes and constants are computed aside: a recorded step has them as they are.
            using (Trace.Suspend())
            using (Gradients.Off())
                outputs = [.. Call(node, inputs).Select(value => value with { Origin = origin })];
            if (origin == Origin.Fixed && IsOutermost)
                Model.Fold(node, outputs);
        }

        Keep(node, outputs);
    }

    Value[] Call(NodeProto node, Value?[] inputs)
    {
        try
        {
            if (Model.Function(node) is { } function)
                return CallFunction(node, function, inputs);
            return OperatorTable.Find(node)!(new NodeCall(node, inputs, Model.Version(opsets, node.Domain), this));
        }
        catch (Exception error) when (OnnxException.IsOfFile(error))
        {
            string what = error is LaminaException ? error.Message : $"its inputs or attributes are not what the operator takes ({error.GetType().Name}: {error.Message})";
            throw new OnnxException($"{Source}: {node}: {what}", error);
        }
    }

    Value[] CallFunction(NodeProto node, FunctionProto function, Value?[] inputs)
    {
        if (calls == DeepestCalls)
            throw new OnnxException($"{Source}: {node} calls functions more than {DeepestCalls} deep: one calls itself.");
        GraphScope inner = new(Model, function.Opsets, Evaluation, calls: calls + 1);
        for (int i = 0; i < function.Inputs.Count; i++)
            inner[function.Inputs[i]] = i < inputs.Length ? inputs[i] : null;
        Dictionary<string, AttributeProto> given = new(function.Defaults);
        foreach ((string name, AttributeProto attribute) in node.Attributes)
            given[name] = attribute;
        foreach (NodeProto inside in function.Nodes)
            inner.Run(inside.Bind(given));
        return [.. function.Outputs.Select(name => inner.Find(name)!)];
    }

    void Keep(NodeProto node, Value[] outputs)
    {
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i].Length == 0)
                continue;
            if (i >= outputs.Length)
                throw new OnnxException($"{Source}: {node} has no output {i}.");
            Evaluation.Check(node, outputs[i]);
            _values[node.Outputs[i]] = outputs[i];
        }
    }

    bool TryFind(string name, [MaybeNullWhen(false)] out Value? value) => _values.TryGetValue(name, out value) || (outer is not null && outer.TryFind(name, out value));
}
