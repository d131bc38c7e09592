using Lamina.NN;
using Lamina.Onnx.Import;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;
using Lamina.Storage;
using Buffer = Lamina.NN.Buffer;

namespace Lamina.Onnx;

/// <summary>A network read from an ONNX file. It runs by position or by name, trains, and is captured like one written in C#.</summary>
/// <remarks>
/// Floating-point initializers are parameters, under their names, and the running mean and variance of a BatchNormalization buffers: while the model
/// trains, the batch's own statistics are used, and the running ones follow them as those of <see cref="BatchNorm"/> do. What is computed from sizes or constants alone is computed aside, so that a
/// captured step holds while the shapes do. Loops whose end depends on values, and other reads of values, run eagerly.
/// </remarks>
public sealed class OnnxModel : Module<Tensor, Tensor>
{
    readonly GraphProto _graph;
    readonly ModelContext _context;
    readonly IReadOnlyDictionary<string, long> _opsets;
    readonly ValueInfoProto[] _inputs;

    [Key("")]
    readonly Dictionary<string, Parameter> _parameters = [];

    [Key("")]
    readonly Dictionary<string, Buffer> _statistics = [];

    internal OnnxModel(ModelProto model, ModelContext context)
    {
        (_graph, _context, _opsets) = (model.Graph!, context, model.Opsets);
        HashSet<string> given = [.. _graph.Initializers.Select(initializer => initializer.Name)];
        _inputs = [.. _graph.Inputs.Where(input => !given.Contains(input.Name))];
        HashSet<string> settings = InitializerUses.Settings(_graph), statistics = InitializerUses.Statistics(_graph);
        foreach (TensorProto initializer in _graph.Initializers)
        {
            if (settings.Contains(initializer.Name) || initializer.Type == ElementType.String || !initializer.Type.IsNative() || !initializer.Type.IsFloating())
                continue;
            Tensor value = ((TensorValue)context.Read(initializer)).Data;
            if (statistics.Contains(initializer.Name))
                _statistics[initializer.Name] = new Buffer(value);
            else
                _parameters[initializer.Name] = new Parameter(value);
        }

        Inputs = [.. _inputs.Select(input => new OnnxValueInfo(input.Name, input.Type.ToString()))];
        Outputs = [.. _graph.Outputs.Select(output => new OnnxValueInfo(output.Name, output.Type.ToString()))];
        Eval();
    }

    /// <summary>What the model takes, in order.</summary>
    public IReadOnlyList<OnnxValueInfo> Inputs { get; }

    /// <summary>What it gives, in order.</summary>
    public IReadOnlyList<OnnxValueInfo> Outputs { get; }

    /// <summary>What a run may take. A loop runs as long as the file says unless a limit is set.</summary>
    public OnnxLimits Limits { get; set; } = new();

    internal GraphProto Graph => _graph;

    internal IReadOnlyDictionary<string, long> Opsets => _opsets;

    internal ModelContext Context => _context;

    /// <summary>Runs a model of one input: gives its first output.</summary>
    /// <param name="input">The input.</param>
    /// <exception cref="OnnxException">The model takes more than one input, or gives no tensor.</exception>
    public override Tensor Forward(Tensor input) => Run([input])[0];

    /// <summary>Runs the model by position.</summary>
    /// <param name="inputs">As many tensors as the model has inputs, in their order. Inputs at the end that may be left out may be missing.</param>
    /// <returns>The outputs, in their order.</returns>
    /// <exception cref="OnnxException">Inputs are missing, too many or of other dtypes, or a node cannot run: it is named.</exception>
    public Tensor[] Run(params ReadOnlySpan<Tensor> inputs)
    {
        Value?[] values = new Value?[inputs.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Given(i, inputs[i]);
        return [.. Evaluate(values).Select(AsTensor)];
    }

    /// <summary>Runs the model by name.</summary>
    /// <param name="inputs">A tensor for each input; those that may be left out may be missing.</param>
    /// <returns>The outputs by their names.</returns>
    /// <exception cref="OnnxException">The model has no input of a name, or inputs are missing.</exception>
    public OrderedDictionary<string, Tensor> Run(IReadOnlyDictionary<string, Tensor> inputs)
    {
        string[] unknown = [.. inputs.Keys.Where(name => !Array.Exists(_inputs, input => input.Name == name))];
        if (unknown.Length > 0)
            throw new OnnxException($"{_context.Source} has no input {string.Join(", ", unknown.Select(name => $"'{name}'"))}. It takes {Listed(_inputs)}.");
        Value[] outputs = Evaluate([.. _inputs.Select((input, i) => inputs.TryGetValue(input.Name, out Tensor? tensor) ? Given(i, tensor) : null)]);
        OrderedDictionary<string, Tensor> named = [];
        for (int i = 0; i < outputs.Length; i++)
            named[_graph.Outputs[i].Name] = AsTensor(outputs[i]);
        return named;
    }

    /// <summary>The type of input i.</summary>
    internal TypeProto InputType(int i) => i < _inputs.Length ? _inputs[i].Type : TypeProto.Unknown;

    /// <summary>Runs the model by position; null for an input that is left out.</summary>
    internal Value[] Evaluate(ReadOnlySpan<Value?> inputs)
    {
        if (inputs.Length > _inputs.Length)
            throw new OnnxException($"{_context.Source} takes {Listed(_inputs)}; {inputs.Length} are given.");
        GraphScope scope = new(_context, _opsets, new Evaluation(_context.Source, IsTraining, Limits, _statistics.Values));
        foreach (TensorProto initializer in _graph.Initializers)
            scope[initializer.Name] = State(initializer.Name) is { } state ? new TensorValue(state.Value) : _context.Constant(initializer);
        List<ValueInfoProto> missing = [];
        for (int i = 0; i < _inputs.Length; i++)
        {
            if (i < inputs.Length && inputs[i] is { } given)
                scope[_inputs[i].Name] = given;
            else if (_inputs[i].Type.Kind == TypeKind.Optional)
                scope[_inputs[i].Name] = new OptionalValue(null);
            else
                missing.Add(_inputs[i]);
        }

        if (missing.Count > 0)
            throw new OnnxException($"{_context.Source} takes {Listed(_inputs)}; not given: {string.Join(", ", missing.Select(input => $"'{input.Name}'"))}.");
        using (AllocationLimit.Open(Limits.TensorBytes))
            scope.Run(GraphPlan.Of(_graph, _context));
        return [.. _graph.Outputs.Select(output => scope.Find(output.Name) ?? throw new OnnxException($"{_context.Source}: the output '{output.Name}' is left out."))];
    }

    StateTensor? State(string name) => _parameters.TryGetValue(name, out Parameter? parameter) ? parameter : _statistics.GetValueOrDefault(name);

    static string Listed(ValueInfoProto[] inputs) => inputs.Length switch
    {
        0 => "no input",
        1 => $"one input ('{inputs[0].Name}', {inputs[0].Type})",
        _ => $"{inputs.Length} inputs ({string.Join("; ", inputs.Select(input => $"'{input.Name}', {input.Type}"))})",
    };

    TensorValue Given(int i, Tensor tensor)
    {
        if (i >= _inputs.Length || _inputs[i].Type is not { Kind: TypeKind.Tensor } type || type.Element == ElementType.Undefined)
            return new TensorValue(tensor);
        if (type.Element == ElementType.String || type.Element.Storage() != tensor.DType)
            throw new OnnxException($"{_context.Source}: the input '{_inputs[i].Name}' is {type}; it is given {tensor.Spec}. Convert it with To.");
        return new TensorValue(tensor, type.Element);
    }

    Tensor AsTensor(Value value) => value switch
    {
        TensorValue tensor => tensor.Data,
        OptionalValue { Item: TensorValue tensor } => tensor.Data,
        _ => throw new OnnxException($"{_context.Source} gives a {value.Kind}, which is no tensor of Lamina."),
    };
}
