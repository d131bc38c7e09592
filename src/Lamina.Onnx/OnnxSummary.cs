using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx;

/// <summary>What an ONNX model is made of.</summary>
/// <param name="Inputs">What it takes.</param>
/// <param name="Outputs">What it gives.</param>
/// <param name="Operators">How often each operator occurs, bodies of loops and branches included, in the order of their names.</param>
/// <param name="Opsets">The versions of the operator sets by domain; the standard's own is ai.onnx.</param>
/// <param name="Parameters">Numbers in its floating-point initializers.</param>
/// <param name="Flops">Floating-point operations of a pass with dynamic sizes of 1; null where such a pass cannot run.</param>
public sealed record OnnxSummary(
    IReadOnlyList<OnnxValueInfo> Inputs,
    IReadOnlyList<OnnxValueInfo> Outputs,
    IReadOnlyDictionary<string, int> Operators,
    IReadOnlyDictionary<string, long> Opsets,
    long Parameters,
    double? Flops)
{
    /// <summary>Looks at a model.</summary>
    /// <param name="model">The model. It is run once, on zeros.</param>
    public static OnnxSummary Of(OnnxModel model)
    {
        SortedDictionary<string, int> operators = new(StringComparer.Ordinal);
        Count(model.Graph, operators);
        Dictionary<string, long> opsets = model.Opsets.ToDictionary(entry => entry.Key.Length == 0 ? "ai.onnx" : entry.Key, entry => entry.Value);
        return new(model.Inputs, model.Outputs, operators, opsets, model.ParameterCount, FlopsOf(model));
    }

    static void Count(GraphProto graph, SortedDictionary<string, int> operators)
    {
        foreach (NodeProto node in graph.Nodes)
        {
            string name = node.Domain.Length == 0 ? node.OpType : $"{node.Domain}:{node.OpType}";
            operators[name] = operators.GetValueOrDefault(name) + 1;
            foreach (AttributeProto attribute in node.Attributes.Values)
            {
                if (attribute.Graph is { } body)
                    Count(body, operators);
            }
        }
    }

    static double? FlopsOf(OnnxModel model)
    {
        try
        {
            Value[] inputs = [.. Enumerable.Range(0, model.Inputs.Count).Select(i => Zeros(model.InputType(i)))];
            using Profiler profiler = Profiler.Start();
            using (Gradients.Off())
                model.Evaluate(inputs);
            profiler.Dispose();
            return profiler.Ops.Sum(op => op.Flops);
        }
        catch (LaminaException)
        {
            return null;
        }
    }

    static Value Zeros(TypeProto type) => type is { Kind: TypeKind.Tensor, Sizes: { } sizes } && type.Element is not (ElementType.String or ElementType.Undefined)
        ? new TensorValue(Tensor.Zeros(Shape.Create([.. sizes.Select(size => size.Known ?? 1)]), type.Element.Storage()), type.Element)
        : throw new OnnxException($"An input is {type}, of which no example can be made.");
}
