using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Schema;

/// <summary>A node of a graph: an operator, the names of what it takes and gives, and its attributes.</summary>
internal sealed class NodeProto
{
    readonly List<string> _inputs = [], _outputs = [];
    readonly Dictionary<string, AttributeProto> _attributes = [];

    public string Name { get; private set; } = "";

    public string OpType { get; private set; } = "";

    /// <summary>The operator set; empty for the standard's own.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>Names of the inputs; an empty one is left out.</summary>
    public IReadOnlyList<string> Inputs => _inputs;

    public IReadOnlyList<string> Outputs => _outputs;

    public IReadOnlyDictionary<string, AttributeProto> Attributes => _attributes;

    public static NodeProto Read(WireReader reader, WireLimits limits)
    {
        NodeProto node = new();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: node._inputs.Add(reader.Text()); break;
                case 2: node._outputs.Add(reader.Text()); break;
                case 3: node.Name = reader.Text(); break;
                case 4: node.OpType = reader.Text(); break;
                case 5:
                    AttributeProto attribute = AttributeProto.Read(reader.Nested(), limits);
                    node._attributes[attribute.Name] = attribute;
                    break;
                case 7:
                    node.Domain = reader.Text();
                    if (node.Domain == "ai.onnx")
                        node.Domain = "";
                    break;
                default: reader.Skip(); break;
            }
        }

        return node.OpType.Length > 0 ? node : throw reader.Fault("a node names no operator");
    }

    /// <summary>The node with references to a function's attributes replaced by what the caller gave.</summary>
    public NodeProto Bind(IReadOnlyDictionary<string, AttributeProto> given)
    {
        if (_attributes.Values.All(attribute => attribute.Reference.Length == 0))
            return this;
        NodeProto bound = new() { Name = Name, OpType = OpType, Domain = Domain };
        bound._inputs.AddRange(_inputs);
        bound._outputs.AddRange(_outputs);
        foreach (AttributeProto attribute in _attributes.Values)
        {
            if (attribute.Reference.Length == 0)
                bound._attributes.Add(attribute.Name, attribute);
            else if (given.TryGetValue(attribute.Reference, out AttributeProto? value))
                bound._attributes.Add(attribute.Name, value.Renamed(attribute.Name));
        }

        return bound;
    }

    public override string ToString() => Name.Length > 0 ? $"{OpType} '{Name}'" : _outputs.Count > 0 ? $"{OpType} → '{_outputs[0]}'" : OpType;
}
