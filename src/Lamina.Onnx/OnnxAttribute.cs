using Lamina.Onnx.Wire;

namespace Lamina.Onnx;

/// <summary>An attribute of an ONNX node: a whole number, a list of them, a float, or a text.</summary>
public sealed class OnnxAttribute
{
    readonly string _name;
    readonly long[]? _numbers;
    readonly long _number;
    readonly float? _single;
    readonly string? _text;

    /// <summary>A whole number.</summary>
    public OnnxAttribute(string name, long value) => (_name, _number) = (name, value);

    /// <summary>A list of whole numbers.</summary>
    public OnnxAttribute(string name, params long[] values) => (_name, _numbers) = (name, values);

    /// <summary>A float.</summary>
    public OnnxAttribute(string name, float value) => (_name, _single) = (name, value);

    /// <summary>A text.</summary>
    public OnnxAttribute(string name, string value) => (_name, _text) = (name, value);

    // AttributeProto: name 1, f 2, i 3, s 4, ints 8, type 20 (FLOAT 1, INT 2, STRING 3, INTS 7).
    internal Message Encode()
    {
        Message message = new();
        message.Text(1, _name);
        if (_single is { } single)
            message.Single(2, single);
        else if (_text is { } text)
            message.Text(4, text);
        else if (_numbers is null)
            message.Number(3, _number);
        foreach (long number in _numbers ?? [])
            message.Number(8, number);
        message.Number(20, _single is not null ? 1 : _text is not null ? 3 : _numbers is null ? 2 : 7);
        return message;
    }
}
