using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Schema;

/// <summary>A function that a model brings along: a graph that a node may call by name.</summary>
internal sealed class FunctionProto
{
    readonly List<NodeProto> _nodes = [];
    readonly List<string> _inputs = [], _outputs = [];
    readonly Dictionary<string, AttributeProto> _defaults = [];

    public string Name { get; private set; } = "";

    public string Domain { get; private set; } = "";

    public IReadOnlyList<NodeProto> Nodes => _nodes;

    public IReadOnlyList<string> Inputs => _inputs;

    public IReadOnlyList<string> Outputs => _outputs;

    public IReadOnlyDictionary<string, AttributeProto> Defaults => _defaults;

    public Dictionary<string, long> Opsets { get; } = [];

    public static FunctionProto Read(WireReader reader, WireLimits limits)
    {
        FunctionProto function = new();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: function.Name = reader.Text(); break;
                case 4: function._inputs.Add(reader.Text()); break;
                case 5: function._outputs.Add(reader.Text()); break;
                case 7: function._nodes.Add(NodeProto.Read(reader.Nested(), limits)); break;
                case 9: ModelProto.ReadOpset(reader.Nested(), function.Opsets); break;
                case 10: function.Domain = reader.Text(); break;
                case 11:
                    AttributeProto attribute = AttributeProto.Read(reader.Nested(), limits);
                    function._defaults[attribute.Name] = attribute;
                    break;
                default: reader.Skip(); break;
            }
        }

        return function;
    }
}

/// <summary>A model file: its graph, the versions of the operator sets that it is written in, and the functions it brings along.</summary>
internal sealed class ModelProto
{
    readonly List<FunctionProto> _functions = [];

    public long IrVersion { get; private set; }

    public string Producer { get; private set; } = "";

    public GraphProto? Graph { get; private set; }

    public Dictionary<string, long> Opsets { get; } = [];

    public IReadOnlyList<FunctionProto> Functions => _functions;

    public static ModelProto Read(ReadOnlyMemory<byte> bytes, string source)
    {
        WireLimits limits = new(source);
        WireReader reader = new(bytes, limits);
        ModelProto model = new();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: model.IrVersion = reader.Number(); break;
                case 2: model.Producer = reader.Text(); break;
                case 7: model.Graph = GraphProto.Read(reader.Nested(), limits); break;
                case 8: ReadOpset(reader.Nested(), model.Opsets); break;
                case 25: model._functions.Add(FunctionProto.Read(reader.Nested(), limits)); break;
                default: reader.Skip(); break;
            }
        }

        return model.Graph is null ? throw reader.Fault("the model has no graph") : model;
    }

    internal static void ReadOpset(WireReader reader, Dictionary<string, long> opsets)
    {
        string domain = "";
        long version = 0;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: domain = reader.Text(); break;
                case 2: version = reader.Number(); break;
                default: reader.Skip(); break;
            }
        }

        opsets[domain == "ai.onnx" ? "" : domain] = version;
    }
}
