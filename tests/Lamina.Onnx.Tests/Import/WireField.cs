namespace Lamina.Onnx.Tests.Import;

/// <summary>A field of a model's file that can be changed and written again; messages that the schema knows are taken apart.</summary>
sealed class WireField
{
    // Message, field → the message that the field holds.
    static readonly Dictionary<(string Message, int Field), string> Messages = new()
    {
        [("Model", 7)] = "Graph",
        [("Model", 8)] = "Opset",
        [("Model", 25)] = "Function",
        [("Graph", 1)] = "Node",
        [("Graph", 5)] = "Tensor",
        [("Graph", 11)] = "Edge",
        [("Graph", 12)] = "Edge",
        [("Node", 5)] = "Attribute",
        [("Attribute", 5)] = "Tensor",
        [("Attribute", 6)] = "Graph",
        [("Attribute", 14)] = "Type",
        [("Edge", 2)] = "Type",
        [("Function", 7)] = "Node",
        [("Function", 9)] = "Opset",
        [("Function", 11)] = "Attribute",
        [("Type", 1)] = "TensorType",
        [("TensorType", 2)] = "Shape",
        [("Shape", 1)] = "Size",
    };

    public string Message { get; private init; } = "";

    public int Number { get; set; }

    public int WireType { get; set; }

    public ulong Value { get; set; }

    public byte[] Bytes { get; set; } = [];

    /// <summary>The fields of the message in this field; null if it holds none.</summary>
    public List<WireField>? Fields { get; private set; }

    /// <summary>The message that the fields make up.</summary>
    public string? Inner { get; private set; }

    public static List<WireField> Read(byte[] bytes, string message = "Model")
    {
        List<WireField> fields = [];
        for (int at = 0; at < bytes.Length;)
        {
            ulong tag = Varint(bytes, ref at);
            WireField field = new() { Message = message, Number = (int)(tag >> 3), WireType = (int)(tag & 7) };
            switch (field.WireType)
            {
                case 0: field.Value = Varint(bytes, ref at); break;
                case 1 or 5:
                    int width = field.WireType == 1 ? 8 : 4;
                    field.Bytes = bytes[at..(at += width)];
                    break;
                case 2:
                    int length = (int)Varint(bytes, ref at);
                    field.Bytes = bytes[at..(at += length)];
                    if (Messages.TryGetValue((message, field.Number), out string? inner))
                        (field.Inner, field.Fields) = (inner, Read(field.Bytes, inner));
                    break;
                default: throw new InvalidDataException($"wire type {field.WireType}");
            }

            fields.Add(field);
        }

        return fields;
    }

    public static byte[] Write(IEnumerable<WireField> fields) => [.. fields.SelectMany(field => field.Write())];

    public static IEnumerable<WireField> All(IEnumerable<WireField> fields) => fields.SelectMany(field => field.Fields is null ? [field] : All(field.Fields).Prepend(field));

    public WireField Copy()
    {
        WireField copy = (WireField)MemberwiseClone();
        copy.Fields = Fields?.ConvertAll(field => field.Copy());
        return copy;
    }

    byte[] Write()
    {
        byte[] tag = ModelBytes.Varint(((long)Number << 3) | (uint)WireType);
        if (WireType == 0)
            return [.. tag, .. ModelBytes.Varint((long)Value)];
        if (WireType != 2)
            return [.. tag, .. Bytes];
        byte[] content = Fields is null ? Bytes : Write(Fields);
        return [.. tag, .. ModelBytes.Varint(content.Length), .. content];
    }

    static ulong Varint(byte[] bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
