using Lamina.Onnx.Import;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>What an operator does with its inputs.</summary>
internal delegate Value[] Operator(NodeCall call);

/// <summary>The operators that are known, by domain and name. One entry serves all versions: what changed between them is asked of the call.</summary>
internal sealed class OperatorTable
{
    static readonly OperatorTable All = BuiltIn();

    readonly Dictionary<(string Domain, string Name), Operator> _operators = [];

    /// <summary>Names of all operators; those outside of the standard's own set with their domain.</summary>
    public static IEnumerable<string> Names => All._operators.Keys.Select(key => key.Domain.Length == 0 ? key.Name : $"{key.Domain}:{key.Name}");

    public static Operator? Find(NodeProto node) => All._operators.GetValueOrDefault((node.Domain, node.OpType));

    public void Add(string name, Operator run, string domain = "") => _operators.Add((domain, name), run);

    /// <summary>An operator of one output, of the type of its first input.</summary>
    public void Same(string name, Func<NodeCall, Tensor> run) => Add(name, call => [call.Like(0, run(call))]);

    /// <summary>An operator of one tensor without attributes, of the type of its input.</summary>
    public void Unary(string name, Func<Tensor, Tensor> run) => Add(name, call => [call.Like(0, run(call.X()))]);

    /// <summary>An operator of one output whose type is what the engine makes of it.</summary>
    public void One(string name, Func<NodeCall, Tensor> run) => Add(name, call => [NodeCall.Of(run(call))]);

    static OperatorTable BuiltIn()
    {
        OperatorTable table = new();
        ArithmeticOperators.AddTo(table);
        ActivationOperators.AddTo(table);
        IntegerOperators.AddTo(table);
        CastOperators.AddTo(table);
        ReductionOperators.AddTo(table);
        ShapeOperators.AddTo(table);
        SliceOperators.AddTo(table);
        IndexOperators.AddTo(table);
        SourceOperators.AddTo(table);
        ProductOperators.AddTo(table);
        WindowOperators.AddTo(table);
        NormalizationOperators.AddTo(table);
        RecurrentOperators.AddTo(table);
        AttentionOperators.AddTo(table);
        StateOperators.AddTo(table);
        ResizeOperators.AddTo(table);
        DetectionOperators.AddTo(table);
        SamplingOperators.AddTo(table);
        FourierOperators.AddTo(table);
        LossOperators.AddTo(table);
        QuantizedOperators.AddTo(table);
        FlowOperators.AddTo(table);
        SequenceOperators.AddTo(table);
        TextOperators.AddTo(table);
        PictureOperators.AddTo(table);
        LearnOperators.AddTo(table);
        return table;
    }
}
