using Lamina.Graphs;
using Lamina.Onnx.Wire;
using Lamina.Ops;

namespace Lamina.Onnx;

/// <summary>What a translator sees of a recorded op, and the graph it writes to.</summary>
public sealed class OnnxContext
{
    readonly Graph _graph;
    readonly TraceStep _step, _twin;

    internal OnnxContext(Graph graph, TraceStep step, TraceStep twin) => (_graph, _step, _twin) = (graph, step, twin);

    /// <summary>The op.</summary>
    public Op Op => _step.Op;

    /// <summary>The version of the operator set that is written: which operators there are, and how they are called.</summary>
    public int Opset => _graph.Opset;

    /// <summary>How many inputs it has.</summary>
    public int Inputs => _step.Inputs.Length;

    /// <summary>How many outputs it has, extra ones included.</summary>
    internal int Outputs => _step.Outputs.Length;

    /// <summary>Dtype and shape of an input, as recorded.</summary>
    public TensorSpec InputSpec(int input) => _step.Inputs[input].Spec;

    /// <summary>Dtype and shape of an output, as recorded.</summary>
    public TensorSpec OutputSpec(int output) => _step.Outputs[output].Spec;

    /// <summary>The name of an input's value; what no op made becomes an initializer.</summary>
    /// <param name="input">Which.</param>
    /// <param name="dtype">The dtype it must have, if it may have another: ONNX has no type promotion.</param>
    public string Input(int input, DType? dtype = null)
    {
        string name = _graph.NameOf(_step.Inputs[input], _twin.Inputs[input]);
        return dtype is { } wanted && wanted != InputSpec(input).DType ? Cast(name, wanted) : name;
    }

    /// <summary>Sizes of an input; null where they follow a dynamic axis.</summary>
    public IReadOnlyList<long?> InputSizes(int input) => Graph.Sizes(_step.Inputs[input], _twin.Inputs[input]);

    /// <summary>Sizes of an output; null where they follow a dynamic axis.</summary>
    public IReadOnlyList<long?> OutputSizes(int output) => Graph.Sizes(_step.Outputs[output], _twin.Outputs[output]);

    internal Extent[] InputExtents(int input) => Extent.Of(_step.Inputs[input], _twin.Inputs[input]);

    internal Extent[] OutputExtents(int output) => Extent.Of(_step.Outputs[output], _twin.Outputs[output]);

    /// <summary>The op that made an input; null if it is an input of the model or a constant.</summary>
    internal OnnxContext? MakerOf(int input) =>
        _graph.DependsOnInputs(_step.Inputs[input]) && _graph.MakerOf(_step.Inputs[input]) is { } maker ? new OnnxContext(_graph, maker.Step, maker.Twin) : null;

    /// <summary>The values of an input that depends on parameters and constants alone; null if it does not.</summary>
    internal Tensor? Fixed(int input) => !_graph.DependsOnInputs(_step.Inputs[input]) && Graph.IsSame(_step.Inputs[input], _twin.Inputs[input]) ? _step.Inputs[input] : null;

    /// <summary>Whether an input is zero always, of whatever size.</summary>
    internal bool IsZero(int input) => !_graph.DependsOnInputs(_step.Inputs[input])
        && !TensorData.BytesOf(_step.Inputs[input]).AsSpan().ContainsAnyExcept((byte)0) && !TensorData.BytesOf(_twin.Inputs[input]).AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>A value that lists sizes; null if they follow dynamic axes in a way that is no product.</summary>
    internal string? ShapeOf(IReadOnlyList<Extent> extents) => _graph.ShapeOf(extents);

    /// <summary>An attribute of the op.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <exception cref="OnnxException">There is none of the name and type, or its value follows a dynamic axis.</exception>
    public T Attribute<T>(string name)
    {
        T value = Find<T>(_step.Op, name);
        return EqualityComparer<T>.Default.Equals(value, Find<T>(_twin.Op, name))
            ? value
            : throw new OnnxException($"{Op.Name}: the attribute {name} changes with the size of a dynamic axis ({value}, {Find<T>(_twin.Op, name)}), which an ONNX attribute cannot. Export without dynamicAxes.");
    }

    /// <summary>Adds a node of one output and gives the output's name.</summary>
    /// <param name="opType">ONNX's name of the operator.</param>
    /// <param name="inputs">Names of values.</param>
    /// <param name="attributes">Its attributes.</param>
    public string Add(string opType, string[] inputs, params OnnxAttribute[] attributes) => _graph.Add(_step.Op.Name, opType, inputs, attributes);

    /// <summary>Adds a node of several outputs and gives their names.</summary>
    internal string[] Add(string opType, string[] inputs, int outputs, params OnnxAttribute[] attributes) => _graph.Add(_step.Op.Name, opType, inputs, outputs, attributes);

    /// <summary>A constant list of whole numbers, as the axes and shapes that ONNX takes as inputs.</summary>
    public string Numbers(params ReadOnlySpan<long> values) => _graph.Constant(Tensor.From(values));

    /// <summary>A constant.</summary>
    public string Constant(Tensor values) => _graph.Constant(values);

    /// <summary>A constant of rank 0.</summary>
    public string Number(double value, DType dtype) => _graph.Constant(Tensor.Full([], value, dtype));

    /// <summary>A node that converts.</summary>
    public string Cast(string value, DType dtype) => Add("Cast", [value], new OnnxAttribute("to", TensorData.TypeOf(dtype)));

    /// <summary>A node that reduces along axes, which from operator set 18 on are an input and were an attribute.</summary>
    /// <param name="opType">ONNX's name of the operator. The axes of ReduceSum are an input in any case.</param>
    /// <param name="value">What is reduced.</param>
    /// <param name="axes">The axes; none stand for all.</param>
    /// <param name="keepDims">Whether they stay, with size 1.</param>
    internal string Reduce(string opType, string value, ReadOnlySpan<long> axes, bool keepDims)
    {
        OnnxAttribute keep = new("keepdims", keepDims ? 1 : 0);
        if (axes.IsEmpty)
            return Add(opType, [value], keep);
        return Opset < 18 && opType != "ReduceSum" ? Add(opType, [value], keep, new OnnxAttribute("axes", axes.ToArray())) : Add(opType, [value, Numbers(axes)], keep);
    }

    /// <summary>Says which value is the op's output.</summary>
    public void Result(string name, int output = 0) => _graph.Name(_step.Outputs[output], name);

    static T Find<T>(Op op, string name)
    {
        foreach (OpAttribute attribute in op.Attributes)
        {
            if (attribute.Name == name && attribute.Value is T value)
                return value;
        }

        throw new OnnxException($"{op.Name} has no attribute {name} of type {typeof(T).Name}; it has {string.Join(", ", op.Attributes.Select(a => $"{a.Name} ({a.Type.Name})"))}.");
    }
}
