using Lamina.Formats;
using Lamina.Graphs;
using Lamina.NN;
using Lamina.Onnx.Wire;
using Lamina.Ops;

namespace Lamina.Onnx;

/// <summary>The ONNX graph of a recorded forward pass.</summary>
internal sealed class Graph
{
    const int LeastOpset = 17, MostOpset = 21;

    readonly Dictionary<Place, string> _names = [];
    readonly Dictionary<Place, string> _state = [];
    readonly Dictionary<Place, (TraceStep Step, TraceStep Twin)> _makers = [];
    readonly OrderedDictionary<string, Tensor> _initializers = [];
    readonly List<Node> _nodes = [];
    readonly SortedDictionary<string, int> _obstacles = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> _numbers = [];
    readonly HashSet<string> _taken, _spread = [];
    readonly string[] _inputs, _outputs;
    readonly Recording _recording, _twin;
    readonly DynamicSizes _sizes;

    Graph(IReadOnlyDictionary<string, Tensor> state, int opset, string[] inputs, string[] outputs, Recording recording, Recording twin)
    {
        (Opset, _inputs, _outputs, _recording, _twin, _sizes) = (opset, inputs, outputs, recording, twin, new DynamicSizes(this));
        _taken = [.. inputs, .. outputs];
        if (_taken.Count < inputs.Length + outputs.Length)
            throw new OnnxException($"ONNX export: inputs ({string.Join(", ", inputs)}) and outputs ({string.Join(", ", outputs)}) need names that differ.");
        foreach ((string name, Tensor value) in state)
            _state.TryAdd(Place.Of(value), _taken.Contains(name) ? name + ".value" : name);
        _taken.UnionWith(_state.Values);
    }

    /// <summary>The version of the operator set.</summary>
    public int Opset { get; }

    /// <summary>Records and translates a function.</summary>
    public static Graph Of(Func<Tensor[], Tensor[]> function, Module? module, Tensor[] examples, OnnxExportOptions options)
    {
        if (options.Opset is < LeastOpset or > MostOpset)
            throw new OnnxException($"ONNX export writes operator sets {LeastOpset} to {MostOpset}; not {options.Opset}.");
        string[] inputs = Names("input", options.InputNames, examples.Length);
        DynamicInputs dynamic = new(examples, inputs, options.DynamicAxes);
        using (Gradients.Off())
        {
            Recording recording = Recording.Of(function, module, examples), twin = recording;
            if (dynamic.Axes.Count > 0)
            {
                twin = Recording.Of(function, module, dynamic.Grown(1));

                // An axis of size 1 may go a way of its own, as broadcasting and layouts do; larger ones go the general one.
                if (!recording.GoesAs(twin))
                    (recording, twin) = (twin, Recording.Of(function, module, dynamic.Grown(2)));
            }

            IReadOnlyDictionary<string, Tensor> state = module?.StateDict() ?? (IReadOnlyDictionary<string, Tensor>)new Dictionary<string, Tensor>();
            Graph graph = new(state, options.Opset, inputs, Names("output", options.OutputNames, recording.Outputs.Length), recording, twin);
            graph.Build(dynamic);
            return graph;
        }
    }

    public void Name(Tensor tensor, string name) => _names[Place.Of(tensor)] = name;

    public string NameOf(Tensor tensor, Tensor twin)
    {
        if (_names.TryGetValue(Place.Of(tensor), out string? name))
            return name;
        if (!IsSame(tensor, twin))
        {
            // One number all over is spread to the size that it has when the model runs.
            if (Single(tensor) is { } number && Single(twin) is { } other && IsSame(number, other) && tensor.Rank == twin.Rank && _sizes.ShapeOf(Extent.Of(tensor, twin)) is { } shape)
            {
                string spread = Add("constant", "Expand", [Constant(number), shape], []);
                _spread.Add(spread);
                Name(tensor, spread);
                return spread;
            }

            // What constants become in an op that knows the size, the op makes anew.
            if (MakerOf(tensor) is { } maker)
            {
                Write(maker.Step, maker.Twin);
                return _names[Place.Of(tensor)];
            }

            throw new OnnxException($"ONNX export: a constant {tensor.Spec} is made from the size of a dynamic axis, so the model would be right for one size only. Export without dynamicAxes.");
        }

        string initializer = _state.TryGetValue(Place.Of(tensor), out string? path) ? path : Fresh("constant");
        _initializers[initializer] = tensor;
        Name(tensor, initializer);
        return initializer;
    }

    /// <summary>Whether a value is computed from the inputs.</summary>
    public bool DependsOnInputs(Tensor tensor) =>
        _names.TryGetValue(Place.Of(tensor), out string? name) && !_initializers.ContainsKey(name) && !_spread.Contains(name);

    /// <summary>Whether two recordings hold the same values.</summary>
    public static bool IsSame(Tensor tensor, Tensor twin) =>
        Place.Of(tensor) == Place.Of(twin) || (tensor.Shape == twin.Shape && TensorData.BytesOf(tensor).AsSpan().SequenceEqual(TensorData.BytesOf(twin)));

    /// <summary>The steps that made a value; null if it is an input or a constant.</summary>
    public (TraceStep Step, TraceStep Twin)? MakerOf(Tensor tensor) => _makers.TryGetValue(Place.Of(tensor), out (TraceStep, TraceStep) maker) ? maker : null;

    /// <summary>Sizes as a value; null if they follow dynamic axes in a way that is no product.</summary>
    public string? ShapeOf(IReadOnlyList<Extent> extents) => _sizes.ShapeOf(extents);

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
        ProtobufMessage model = new(), operators = new();
        model.Number(1, Opset switch { < 19 => 8, < 21 => 9, _ => 10 });
        model.Text(2, "Lamina");
        model.Text(3, typeof(Graph).Assembly.GetName().Version!.ToString(3));
        model.Nested(7, Encode());
        operators.Text(1, "");
        operators.Number(2, Opset);
        model.Nested(8, operators);
        model.CopyTo(stream);
    }

    // GraphProto: node 1, name 2, initializer 5, input 11, output 12.
    ProtobufMessage Encode()
    {
        ProtobufMessage graph = new();
        foreach (Node node in _nodes)
            graph.Nested(1, node.Encode());
        graph.Text(2, "forward");
        foreach ((string name, Tensor value) in _initializers)
            graph.Nested(5, TensorData.Encode(name, value));
        for (int i = 0; i < _inputs.Length; i++)
            graph.Nested(11, Describe(_inputs[i], _recording.Inputs[i], _twin.Inputs[i]));
        for (int i = 0; i < _outputs.Length; i++)
            graph.Nested(12, Describe(_outputs[i], _recording.Outputs[i], _twin.Outputs[i]));
        return graph;
    }

    // ValueInfoProto: name 1, type 2 → tensor_type 1 → elem_type 1, shape 2 → dim 1 → dim_value 1 or dim_param 2.
    ProtobufMessage Describe(string name, Tensor tensor, Tensor twin)
    {
        ProtobufMessage shape = new(), type = new(), kind = new(), value = new();
        Extent[] extents = Extent.Of(tensor, twin);
        for (int i = 0; i < extents.Length; i++)
        {
            ProtobufMessage size = new();
            if (extents[i].IsOpen)
                size.Text(2, _sizes.NameOf(extents[i]) ?? $"{name}_{i}");
            else
                size.Number(1, extents[i].Size);
            shape.Nested(1, size);
        }

        type.Number(1, TensorData.TypeOf(tensor.DType));
        type.Nested(2, shape);
        kind.Nested(1, type);
        value.Text(1, name);
        value.Nested(2, kind);
        return value;
    }

    void Build(DynamicInputs dynamic)
    {
        for (int i = 0; i < _inputs.Length; i++)
            Name(_recording.Inputs[i], _inputs[i]);
        foreach ((int input, int axis, string name, _) in dynamic.Axes)
            _sizes.Add(Extent.Of(_recording.Inputs[input], _twin.Inputs[input])[axis], _inputs[input], axis, name);
        Translate(_recording.Steps, _twin.Steps);
        string[] results = [.. _recording.Outputs.Zip(_twin.Outputs, NameOf)];
        if (_obstacles.Count > 0)
        {
            throw new OnnxException(
                $"ONNX export has no translation for: {string.Join(", ", _obstacles.Select(entry => $"{entry.Key} ({entry.Value}×)"))}. " +
                "Add one with OnnxTranslators.Register, or write the model without these ops.");
        }

        for (int i = 0; i < results.Length; i++)
            Finish(results, i);
        RemoveUnused();
    }

    // The node that makes an output gives it its name, unless it is another output or no node's already.
    void Finish(string[] results, int output)
    {
        string result = results[output], name = _outputs[output];
        if (Array.IndexOf(_outputs, result) >= 0 || !_nodes.Exists(node => node.Outputs.Contains(result)))
        {
            _nodes.Add(new Node("Identity", [result], [name], []));
            return;
        }

        _nodes.ForEach(node => node.Rename(result, name));
        results.AsSpan().Replace(result, name);
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
        foreach (Tensor output in step.Outputs)
        {
            if (!Array.Exists(step.Inputs, input => Place.Of(input) == Place.Of(output)))
                _makers.TryAdd(Place.Of(output), (step, twin));
        }

        // What depends on parameters and constants alone has been computed by the recording: it is a constant itself.
        if (step.Inputs.Any(DependsOnInputs) || Writes(step) || step.Op.IsRandom)
            Write(step, twin);
    }

    void Write(TraceStep step, TraceStep twin)
    {
        Op op = step.Op;
        if (Writes(step) || op.IsRandom)
        {
            Refuse(step, Writes(step) ? $"{op.Name} [changes memory in place]" : $"{op.Name} [random]");
            return;
        }

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

    static bool Writes(TraceStep step) => Enumerable.Range(0, step.Outputs.Length).Any(output => step.Op.EffectOf(output).Kind == EffectKind.Write);

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
        HashSet<string> used = [.. _outputs];
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
        while (_taken.Contains(name));
        return name;
    }

    // The number that all elements have.
    static Tensor? Single(Tensor tensor)
    {
        byte[] bytes = TensorData.BytesOf(tensor);
        int size = tensor.DType.Size();
        return bytes.Length >= size && bytes.AsSpan(size).SequenceEqual(bytes.AsSpan(0, bytes.Length - size)) ? tensor.Reshape(-1).Select(0, 0) : null;
    }

    static string[] Names(string kind, IReadOnlyList<string> given, int count)
    {
        if (given.Count > 0 && given.Count != count)
            throw new OnnxException($"ONNX export: {given.Count} names for {count} {kind}s ({string.Join(", ", given)}). Name all of them, or none.");
        return given.Count > 0 ? [.. given] : count == 1 ? [kind] : [.. Enumerable.Range(1, count).Select(number => $"{kind}_{number}")];
    }
}
