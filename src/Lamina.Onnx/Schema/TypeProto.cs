using Lamina.Onnx.Values;
using Lamina.Onnx.Wire;

namespace Lamina.Onnx.Schema;

/// <summary>The kinds of values that an edge may carry.</summary>
internal enum TypeKind
{
    Unknown,
    Tensor,
    Sequence,
    Optional,
    Other,
}

/// <summary>The type of an edge: a tensor with its element and sizes, or a sequence or optional of another type.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Element">The element of a tensor.</param>
/// <param name="Sizes">Sizes of a tensor: a number, or the name of a dynamic axis, or null; null where nothing is said.</param>
/// <param name="Inner">What a sequence or optional holds.</param>
internal sealed record TypeProto(TypeKind Kind, ElementType Element, IReadOnlyList<Size>? Sizes, TypeProto? Inner)
{
    public static TypeProto Unknown { get; } = new(TypeKind.Unknown, ElementType.Undefined, null, null);

    public static TypeProto Read(WireReader reader)
    {
        TypeProto type = Unknown;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: type = ReadTensor(reader.Nested()); break;
                case 4: type = new(TypeKind.Sequence, ElementType.Undefined, null, ReadInner(reader.Nested())); break;
                case 9: type = new(TypeKind.Optional, ElementType.Undefined, null, ReadInner(reader.Nested())); break;
                case 5 or 8:
                    type = new(TypeKind.Other, ElementType.Undefined, null, null);
                    reader.Skip();
                    break;
                default: reader.Skip(); break;
            }
        }

        return type;
    }

    public override string ToString() => Kind switch
    {
        TypeKind.Tensor => $"{Element.ToString().ToLowerInvariant()}{(Sizes is null ? "" : $"[{string.Join(", ", Sizes)}]")}",
        TypeKind.Sequence => $"sequence of {Inner}",
        TypeKind.Optional => $"optional {Inner}",
        _ => "unknown",
    };

    static TypeProto ReadInner(WireReader reader)
    {
        TypeProto inner = Unknown;
        while (reader.Next())
        {
            if (reader.Field == 1)
                inner = Read(reader.Nested());
            else
                reader.Skip();
        }

        return inner;
    }

    static TypeProto ReadTensor(WireReader reader)
    {
        ElementType element = ElementType.Undefined;
        List<Size>? sizes = null;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: element = (ElementType)reader.Whole(); break;
                case 2:
                    sizes = [];
                    WireReader shape = reader.Nested();
                    while (shape.Next())
                    {
                        if (shape.Field == 1)
                            sizes.Add(Size.Read(shape.Nested()));
                        else
                            shape.Skip();
                    }

                    break;
                default: reader.Skip(); break;
            }
        }

        return new(TypeKind.Tensor, element, sizes, null);
    }
}

/// <summary>A size: a number, or the name of what it follows, or neither.</summary>
internal readonly record struct Size(long? Known, string? Name)
{
    public static Size Read(WireReader reader)
    {
        Size size = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: size = new(reader.Number(), null); break;
                case 2: size = new(null, reader.Text()); break;
                default: reader.Skip(); break;
            }
        }

        return size;
    }

    public override string ToString() => Known?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? (Name is { Length: > 0 } ? Name : "?");
}
