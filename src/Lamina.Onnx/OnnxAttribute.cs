using Lamina.Formats;
using Lamina.Onnx.Wire;

namespace Lamina.Onnx;

/// <summary>An attribute of an ONNX node: a whole number, a float, a text, or a list of numbers or texts.</summary>
public sealed class OnnxAttribute
{
    readonly string _name;
    readonly long[]? _numbers;
    readonly long _number;
    readonly float? _single;
    readonly string? _text;
    readonly string[]? _texts;

    /// <summary>A whole number.</summary>
    public OnnxAttribute(string name, long value) => (_name, _number) = (name, value);

    /// <summary>A list of whole numbers.</summary>
    public OnnxAttribute(string name, params long[] values) => (_name, _numbers) = (name, values);

    /// <summary>A float.</summary>
    public OnnxAttribute(string name, float value) => (_name, _single) = (name, value);

    /// <summary>A text.</summary>
    public OnnxAttribute(string name, string value) => (_name, _text) = (name, value);

    /// <summary>A list of texts.</summary>
    public OnnxAttribute(string name, string[] values) => (_name, _texts) = (name, values);

    // AttributeProto: name 1, f 2, i 3, s 4, ints 8, strings 9, type 20 (FLOAT 1, INT 2, STRING 3, INTS 7, STRINGS 8).
    internal ProtobufMessage Encode()
    {
        ProtobufMessage message = new();
        message.Text(1, _name);
        if (_single is { } single)
            message.Single(2, single);
        else if (_text is { } text)
            message.Text(4, text);
        else if (_numbers is null && _texts is null)
            message.Number(3, _number);
        foreach (long number in _numbers ?? [])
            message.Number(8, number);
        foreach (string part in _texts ?? [])
            message.Text(9, part);
        message.Number(20, _single is not null ? 1 : _text is not null ? 3 : _numbers is not null ? 7 : _texts is not null ? 8 : 2);
        return message;
    }
}
