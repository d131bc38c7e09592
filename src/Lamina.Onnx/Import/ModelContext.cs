using System.Runtime.CompilerServices;
using Lamina.Onnx.Operators;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Import;

/// <summary>What all graphs of a model share: versions, functions, constants, and results that depend on the file alone.</summary>
internal sealed class ModelContext
{
    /// <summary>The newest version of the standard's operators that is known.</summary>
    public const long NewestOpset = 27;

    readonly ModelProto _model;
    readonly Dictionary<(string Domain, string Name), FunctionProto> _functions = [];
    readonly ConditionalWeakTable<GraphProto, GraphPlan> _plans = [];
    readonly ConditionalWeakTable<NodeProto, Value[]> _folded = [];
    readonly ConditionalWeakTable<TensorProto, Value> _constants = [];
    readonly TensorReader _reader;

    public ModelContext(ModelProto model, string source, string? folder)
    {
        (_model, Source, _reader) = (model, source, new TensorReader(folder));
        foreach (FunctionProto function in model.Functions)
            _functions[(function.Domain == "ai.onnx" ? "" : function.Domain, function.Name)] = function;
        Check();
    }

    public string Source { get; }

    public FunctionProto? Function(NodeProto node) => _functions.Count == 0 ? null : _functions.GetValueOrDefault((node.Domain, node.OpType));

    public long Version(IReadOnlyDictionary<string, long> opsets, string domain) => opsets.TryGetValue(domain, out long version) ? version : domain.Length == 0 ? NewestOpset : 1;

    public GraphPlan Plan(GraphProto graph, Func<GraphProto, GraphPlan> make) => _plans.GetValue(graph, key => make(key));

    /// <summary>A tensor of the file that does not change. It is made once.</summary>
    public Value Constant(TensorProto proto) => _constants.GetValue(proto, key => _reader.Read(key) with { Origin = Origin.Fixed });

    public Value Read(TensorProto proto) => _reader.Read(proto);

    /// <summary>The outputs of a node that depends on the file alone, if it ran before.</summary>
    public Value[]? Folded(NodeProto node) => _folded.TryGetValue(node, out Value[]? outputs) ? outputs : null;

    public void Fold(NodeProto node, Value[] outputs) => _folded.AddOrUpdate(node, outputs);

    // All operators that are missing, at once.
    void Check()
    {
        if (_model.Opsets.GetValueOrDefault("") > NewestOpset)
            throw new OnnxException($"{Source}: the model asks for version {_model.Opsets[""]} of the operators; Lamina knows them up to {NewestOpset}. Export it for an older one.");
        SortedDictionary<string, List<string>> missing = new(StringComparer.Ordinal);
        Check(_model.Graph!, missing);
        foreach (FunctionProto function in _model.Functions)
            Check(function.Nodes, missing);
        if (missing.Count > 0)
        {
            throw new OnnxException($"{Source}: these operators are not supported: {string.Join("; ", missing.Select(entry =>
                $"{entry.Key} ({entry.Value.Count}×, first {entry.Value[0]})"))}. Export the model without them, or for another version of the operators.");
        }
    }

    void Check(GraphProto graph, SortedDictionary<string, List<string>> missing)
    {
        if (graph.HasSparse)
            throw new OnnxException($"{Source}: the graph '{graph.Name}' has sparse initial values, which are not supported. Export it with dense ones.");
        Check(graph.Nodes, missing);
    }

    void Check(IEnumerable<NodeProto> nodes, SortedDictionary<string, List<string>> missing)
    {
        foreach (NodeProto node in nodes)
        {
            if (Function(node) is null && OperatorTable.Find(node) is null)
            {
                string name = node.Domain.Length > 0 ? $"{node.Domain}:{node.OpType}" : node.OpType;
                if (!missing.TryGetValue(name, out List<string>? places))
                    missing.Add(name, places = []);
                places.Add(node.ToString());
            }

            foreach (AttributeProto attribute in node.Attributes.Values)
            {
                if (attribute.Graph is { } body)
                    Check(body, missing);
            }
        }
    }
}
