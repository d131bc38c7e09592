using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Schema;

/// <summary>An input or output: its name and type.</summary>
internal sealed record ValueInfoProto(string Name, TypeProto Type)
{
    public static ValueInfoProto Read(WireReader reader)
    {
        string name = "";
        TypeProto type = TypeProto.Unknown;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = reader.Text(); break;
                case 2: type = TypeProto.Read(reader.Nested()); break;
                default: reader.Skip(); break;
            }
        }

        return new(name, type);
    }
}

/// <summary>A graph: nodes in the order in which they can run, initial values, inputs and outputs.</summary>
internal sealed class GraphProto
{
    readonly List<NodeProto> _nodes = [];
    readonly List<TensorProto> _initializers = [];
    readonly List<ValueInfoProto> _inputs = [], _outputs = [];

    public string Name { get; private set; } = "";

    public IReadOnlyList<NodeProto> Nodes => _nodes;

    public IReadOnlyList<TensorProto> Initializers => _initializers;

    public IReadOnlyList<ValueInfoProto> Inputs => _inputs;

    public IReadOnlyList<ValueInfoProto> Outputs => _outputs;

    public bool HasSparse { get; private set; }

    public override string ToString() => $"the graph '{Name}'";

    public static GraphProto Read(WireReader reader, WireLimits limits)
    {
        GraphProto graph = new();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: graph._nodes.Add(NodeProto.Read(reader.Nested(), limits)); break;
                case 2: graph.Name = reader.Text(); break;
                case 5: graph._initializers.Add(TensorProto.Read(reader.Nested(), limits)); break;
                case 11: graph._inputs.Add(ValueInfoProto.Read(reader.Nested())); break;
                case 12: graph._outputs.Add(ValueInfoProto.Read(reader.Nested())); break;
                case 15:
                    graph.HasSparse = true;
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        }

        return graph;
    }
}
