using Lamina.Graphs;
using Lamina.Onnx.Wire;
using Lamina.Ops;

namespace Lamina.Onnx;

/// <summary>The ONNX graph of a recorded forward pass.</summary>
internal sealed class Graph(IReadOnlyDictionary<string, Tensor> state)
{
    const long IrVersion = 8, OperatorSet = 17;
    const string InputName = "input", OutputName = "output";

    readonly Dictionary<Place, string> _names = [];
    readonly Dictionary<Place, string> _state = Places(state);
    readonly OrderedDictionary<string, Tensor> _initializers = [];
    readonly List<Node> _nodes = [];
    readonly SortedDictionary<string, int> _obstacles = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _numbers = [];
    Recording? _recording, _twin;

    /// <summary>Translates a recording.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="twin">The same pass on an input of other sizes, which tells what follows a dynamic axis; or the recording itself.</param>
    public void Build(Recording recording, Recording twin)
    {
        (_recording, _twin) = (recording, twin);
        Name(recording.Input, InputName);
        Translate(recording.Steps, twin.Steps);
        if (_obstacles.Count > 0)
        {
            throw new OnnxException(
                $"ONNX export has no translation for: {string.Join(", ", _obstacles.Select(entry => $"{entry.Key} ({entry.Value}×)"))}. " +
                "Add one with OnnxTranslators.Register, or write the model without these ops.");
        }

        string result = NameOf(recording.Output, twin.Output);
        if (_nodes.Exists(node => node.Outputs.Contains(result)))
            _nodes.ForEach(node => node.Rename(result, OutputName));
        else
            _nodes.Add(new Node("Identity", [result], [OutputName], []));
        RemoveUnused();
    }

    public void Name(Tensor tensor, string name) => _names[Place.Of(tensor)] = name;

    public string NameOf(Tensor tensor, Tensor twin)
    {
        if (_names.TryGetValue(Place.Of(tensor), out string? name))
            return name;
        if (!ReferenceEquals(tensor.Buffer, twin.Buffer) && (tensor.Shape != twin.Shape || !TensorData.BytesOf(tensor).AsSpan().SequenceEqual(TensorData.BytesOf(twin))))
            throw new OnnxException($"ONNX export: a constant {tensor.Spec} is made from the size of a dynamic axis, so the model would be right for one size only. Export without dynamicAxes.");
        string initializer = _state.TryGetValue(Place.Of(tensor), out string? path) ? path : Fresh("constant");
        _initializers[initializer] = tensor;
        Name(tensor, initializer);
        return initializer;
    }

    public string Constant(Tensor values)
    {
        string name = Fresh("constant");
        _initializers[name] = values;
        return name;
    }

    public string Add(string hint, string opType, string[] inputs, OnnxAttribute[] attributes) => Add(hint, opType, inputs, 1, attributes)[0];

    public string[] Add(string hint, string opType, string[] inputs, int outputs, OnnxAttribute[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => Fresh(hint))];
        _nodes.Add(new Node(opType, inputs, names, attributes));
        return names;
    }

    public static long?[] Sizes(Tensor tensor, Tensor twin) =>
        [.. tensor.Shape.Zip(twin.Shape, (size, other) => size == other ? size : (long?)null)];

    /// <summary>Writes the model.</summary>
    public void WriteTo(Stream stream)
    {
        if (_initializers.Values.Sum(value => value.Spec.Bytes) > int.MaxValue - (64 << 20))
            throw new OnnxException("ONNX export: the weights take more than the 2 GiB that a single ONNX file can hold.");

        // ModelProto: ir_version 1, producer_name 2, producer_version 3, graph 7, opset_import 8 (version 2).
        Message model = new(), operators = new();
        model.Number(1, IrVersion);
        model.Text(2, "Lamina");
        model.Text(3, typeof(Graph).Assembly.GetName().Version!.ToString(3));
        model.Nested(7, Encode());
        operators.Text(1, "");
        operators.Number(2, OperatorSet);
        model.Nested(8, operators);
        model.CopyTo(stream);
    }

    // GraphProto: node 1, name 2, initializer 5, input 11, output 12.
    Message Encode()
    {
        Message graph = new();
        foreach (Node node in _nodes)
            graph.Nested(1, node.Encode());
        graph.Text(2, "forward");
        foreach ((string name, Tensor value) in _initializers)
            graph.Nested(5, TensorData.Encode(name, value));
        graph.Nested(11, Describe(InputName, _recording!.Input, _twin!.Input));
        graph.Nested(12, Describe(OutputName, _recording.Output, _twin.Output));
        return graph;
    }

    // ValueInfoProto: name 1, type 2 → tensor_type 1 → elem_type 1, shape 2 → dim 1 → dim_value 1 or dim_param 2.
    static Message Describe(string name, Tensor tensor, Tensor twin)
    {
        Message shape = new(), type = new(), kind = new(), value = new();
        long?[] sizes = Sizes(tensor, twin);
        for (int i = 0; i < sizes.Length; i++)
        {
            Message size = new();
            if (sizes[i] is { } known)
                size.Number(1, known);
            else
                size.Text(2, i == 0 ? "batch" : $"{name}_{i}");
            shape.Nested(1, size);
        }

        type.Number(1, TensorData.TypeOf(tensor.DType));
        type.Nested(2, shape);
        kind.Nested(1, type);
        value.Text(1, name);
        value.Nested(2, kind);
        return value;
    }

    void Translate(IReadOnlyList<TraceStep> steps, IReadOnlyList<TraceStep> twins)
    {
        if (!steps.Select(step => step.Op.Name).SequenceEqual(twins.Select(step => step.Op.Name)))
            throw new OnnxException("ONNX export: the forward pass runs other ops when a dynamic axis has another size. Export without dynamicAxes.");
        for (int i = 0; i < steps.Count; i++)
            Translate(steps[i], twins[i]);
    }

    void Translate(TraceStep step, TraceStep twin)
    {
        Op op = step.Op;
        bool writes = Enumerable.Range(0, step.Outputs.Length).Any(output => op.EffectOf(output).Kind == EffectKind.Write);
        if (writes || op.IsRandom)
        {
            Refuse(step, writes ? $"{op.Name} [changes memory in place]" : $"{op.Name} [random]");
            return;
        }

        // What depends on parameters and constants alone has been computed by the recording: it is a constant itself.
        if (!step.Inputs.Any(input => _names.TryGetValue(Place.Of(input), out string? name) && !_initializers.ContainsKey(name)))
            return;
        if (OnnxTranslators.Find(op.Name) is { } translator)
            translator(new OnnxContext(this, step, twin));
        else if (Decompose(step) is { } parts && Decompose(twin) is { } others)
        {
            Translate(parts.Steps, others.Steps);
            for (int i = 0; i < parts.Outputs.Length; i++)
                Name(step.Outputs[i], NameOf(parts.Outputs[i], others.Outputs[i]));
        }
        else
            Refuse(step, op.Name);
    }

    static (IReadOnlyList<TraceStep> Steps, Tensor[] Outputs)? Decompose(TraceStep step)
    {
        using (Gradients.Off())
        using (Trace trace = Trace.Open())
            return step.Op.Decompose(step.Inputs) is { } outputs ? (trace.Steps, outputs) : null;
    }

    // The pass goes on, so that one error lists all.
    void Refuse(TraceStep step, string what)
    {
        _obstacles[what] = _obstacles.GetValueOrDefault(what) + 1;
        foreach (Tensor output in step.Outputs)
            Name(output, Fresh("missing"));
    }

    void RemoveUnused()
    {
        HashSet<string> used = [OutputName];
        for (int i = _nodes.Count - 1; i >= 0; i--)
        {
            if (_nodes[i].Outputs.Any(used.Contains))
                used.UnionWith(_nodes[i].Inputs);
            else
                _nodes.RemoveAt(i);
        }

        foreach (string name in _initializers.Keys.Where(name => !used.Contains(name)).ToArray())
            _initializers.Remove(name);
    }

    string Fresh(string hint)
    {
        string name;
        do
        {
            name = $"{hint}_{_numbers[hint] = _numbers.GetValueOrDefault(hint) + 1}";
        }
        while (state.ContainsKey(name));
        return name;
    }

    static Dictionary<Place, string> Places(IReadOnlyDictionary<string, Tensor> state)
    {
        Dictionary<Place, string> places = [];
        foreach ((string name, Tensor value) in state)
            places.TryAdd(Place.Of(value), name is InputName or OutputName ? name + ".value" : name);
        return places;
    }
}
