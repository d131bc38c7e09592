using Lamina.Onnx.Wire;

namespace Lamina.Onnx;

/// <summary>An attribute of an ONNX node: a whole number, a list of them, or a float.</summary>
public sealed class OnnxAttribute
{
    readonly string _name;
    readonly long[]? _numbers;
    readonly long _number;
    readonly float? _single;

    /// <summary>A whole number.</summary>
    public OnnxAttribute(string name, long value) => (_name, _number) = (name, value);

    /// <summary>A list of whole numbers.</summary>
    public OnnxAttribute(string name, params long[] values) => (_name, _numbers) = (name, values);

    /// <summary>A float.</summary>
    public OnnxAttribute(string name, float value) => (_name, _single) = (name, value);

    // AttributeProto: name 1, f 2, i 3, ints 8, type 20 (FLOAT 1, INT 2, INTS 7).
    internal Message Encode()
    {
        Message message = new();
        message.Text(1, _name);
        if (_single is { } single)
            message.Single(2, single);
        else if (_numbers is null)
            message.Number(3, _number);
        foreach (long number in _numbers ?? [])
            message.Number(8, number);
        message.Number(20, _single is not null ? 1 : _numbers is null ? 2 : 7);
        return message;
    }
}
