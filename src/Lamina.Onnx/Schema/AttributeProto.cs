using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Schema;

/// <summary>An attribute of a node. Which of its fields counts is the reader's business.</summary>
internal sealed class AttributeProto
{
    readonly List<float> _singles = [];
    readonly List<long> _numbers = [];
    readonly List<string> _texts = [];

    public string Name { get; private set; } = "";

    /// <summary>The attribute of the surrounding function whose value this one takes; empty for none.</summary>
    public string Reference { get; private set; } = "";

    public float Single { get; private set; }

    public long Number { get; private set; }

    public string Text { get; private set; } = "";

    public TensorProto? Tensor { get; private set; }

    public GraphProto? Graph { get; private set; }

    public TypeProto? Type { get; private set; }

    public bool IsSparse { get; private set; }

    public IReadOnlyList<float> Singles => _singles;

    public IReadOnlyList<long> Numbers => _numbers;

    public IReadOnlyList<string> Texts => _texts;

    public static AttributeProto Read(WireReader reader, WireLimits limits)
    {
        AttributeProto attribute = new();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: attribute.Name = reader.Text(); break;
                case 2: attribute.Single = reader.Single(); break;
                case 3: attribute.Number = reader.Number(); break;
                case 4: attribute.Text = reader.Text(); break;
                case 5: attribute.Tensor = TensorProto.Read(reader.Nested(), limits); break;
                case 6: attribute.Graph = GraphProto.Read(reader.Nested(), limits); break;
                case 7: reader.Singles(attribute._singles); break;
                case 8: reader.Numbers(attribute._numbers); break;
                case 9: attribute._texts.Add(reader.Text()); break;
                case 14: attribute.Type = TypeProto.Read(reader.Nested()); break;
                case 21: attribute.Reference = reader.Text(); break;
                case 22 or 23:
                    attribute.IsSparse = true;
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        }

        return attribute.Name.Length > 0 ? attribute : throw reader.Fault("an attribute has no name");
    }

    /// <summary>The same value under the name that a function's body gives it.</summary>
    public AttributeProto Renamed(string name)
    {
        AttributeProto copy = (AttributeProto)MemberwiseClone();
        copy.Name = name;
        return copy;
    }
}
