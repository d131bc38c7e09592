using Lamina.Graphs;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Import;

/// <summary>A node at the moment it runs: its inputs, its attributes, and the version of its operator set.</summary>
internal sealed class NodeCall(NodeProto node, Value?[] inputs, long opset, GraphScope scope)
{
    public NodeProto Node { get; } = node;

    /// <summary>Version of the operator set.</summary>
    public long Opset { get; } = opset;

    public GraphScope Scope { get; } = scope;

    public int Count => inputs.Length;

    public int Outputs => Node.Outputs.Count;

    /// <summary>Whether output i is wanted.</summary>
    public bool Wants(int i) => i < Node.Outputs.Count && Node.Outputs[i].Length > 0;

    public bool Has(int i) => i < inputs.Length && inputs[i] is not null;

    public Value Value(int i) => Has(i) ? inputs[i]! : throw Fault($"input {i} is missing");

    public TensorValue Typed(int i) => Value(i) as TensorValue ?? throw Fault($"input {i} is a {Value(i).Kind}, not a tensor of numbers");

    public Tensor X(int i = 0) => Typed(i).Data;

    public Tensor? Optional(int i) => Has(i) ? X(i) : null;

    public ElementType Type(int i = 0) => Typed(i).Type;

    public SequenceValue Sequence(int i) => Value(i) as SequenceValue ?? throw Fault($"input {i} is a {Value(i).Kind}, not a sequence");

    public TextValue Texts(int i) => Value(i) as TextValue ?? throw Fault($"input {i} is a {Value(i).Kind}, not a tensor of strings");

    public Shape ShapeOf(int i) => Value(i) switch
    {
        TensorValue tensor => tensor.Data.Shape,
        TextValue text => text.Shape,
        Value other => throw Fault($"input {i} is a {other.Kind}, which has no shape"),
    };

    /// <summary>The integers of an input, on the host.</summary>
    public long[] Longs(int i) => Host<long>(i, DType.Int64);

    /// <summary>The floats of an input, on the host.</summary>
    public double[] Doubles(int i) => Host<double>(i, DType.Float64);

    public long Long(int i) => Longs(i) is [var single] ? single : throw Fault($"input {i} should be one number; it has the shape {X(i).Shape}");

    public double Number(int i) => Doubles(i) is [var single] ? single : throw Fault($"input {i} should be one number; it has the shape {X(i).Shape}");

    public bool HasAttribute(string name) => Node.Attributes.ContainsKey(name);

    public AttributeProto Attribute(string name) => Node.Attributes.GetValueOrDefault(name) ?? throw Fault($"the attribute '{name}' is missing");

    public long Int(string name, long otherwise) => Node.Attributes.GetValueOrDefault(name)?.Number ?? otherwise;

    public int Axis(string name, int otherwise, int rank)
    {
        long axis = Int(name, otherwise), positive = axis < 0 ? axis + rank : axis;
        return positive >= 0 && positive <= rank ? (int)positive : throw Fault($"the axis {axis} is outside of {rank} axes");
    }

    public bool Flag(string name, bool otherwise = false) => Int(name, otherwise ? 1 : 0) != 0;

    public double Float(string name, double otherwise) => Node.Attributes.GetValueOrDefault(name)?.Single ?? otherwise;

    public string Text(string name, string otherwise) => Node.Attributes.GetValueOrDefault(name)?.Text ?? otherwise;

    public long[]? Ints(string name) => Node.Attributes.GetValueOrDefault(name) is { } attribute ? [.. attribute.Numbers] : null;

    /// <summary>Integers that older versions have as an attribute and newer ones as an input.</summary>
    public long[]? IntsOrInput(string name, int input) => Has(input) ? Longs(input) : Ints(name);

    /// <summary>A tensor of the type of input i; what the type cannot hold wraps around, as in its own arithmetic.</summary>
    public TensorValue Like(int i, Tensor tensor) => As(Type(i), tensor);

    /// <summary>A tensor of a type; what the type cannot hold wraps around.</summary>
    public static TensorValue As(ElementType type, Tensor tensor)
    {
        DType storage = type.Storage();
        if (type is ElementType.UInt16 or ElementType.UInt32 or ElementType.Int4 or ElementType.UInt4 or ElementType.Int2 or ElementType.UInt2)
            return new TensorValue(Narrow.Wrapped(tensor.To(DType.Int64), type).To(storage), type);
        return type.IsNative() || type == ElementType.UInt64
            ? new TensorValue(tensor.To(storage), type)
            : new TensorValue(Narrow.Rounded(tensor, type), type);
    }

    /// <summary>A tensor of the engine's own type.</summary>
    public static TensorValue Of(Tensor tensor) => new(tensor);

    // What depends on sizes or the file alone is no read of a value that a recorded step could not repeat.
    T[] Host<T>(int i, DType dtype)
        where T : unmanaged
    {
        TensorValue value = Typed(i);
        if (value.Origin == Origin.Data)
            return value.Data.To(dtype).ToArray<T>();
        using (Trace.Suspend())
        using (Gradients.Off())
            return value.Data.To(dtype).ToArray<T>();
    }

    /// <summary>A number of elements for an array on the host, which a file may not ask for without bound.</summary>
    public int Room(double count, int bytes = sizeof(double)) => count >= 0 && count <= Math.Min(Array.MaxLength, Scope.Evaluation.Limits.TensorBytes / bytes)
        ? (int)count
        : throw Fault($"{count:G6} elements of {bytes} bytes are asked for; the limit is {Scope.Evaluation.Limits.TensorBytes} bytes");

    public OnnxException Fault(string what) => new($"{Scope.Source}: {Node}: {what}.");
}
