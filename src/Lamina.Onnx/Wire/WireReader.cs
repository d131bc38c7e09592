using System.Buffers.Binary;
using System.Text;

namespace Lamina.Onnx.Wire;

/// <summary>
/// A protobuf message, read field by field in place. Generated classes would copy every weight once more, and make a hundred bytes of objects
/// of two bytes of file; here a length is checked against what remains before anything is made of it, and the sum of small things is bounded.
/// </summary>
internal ref struct WireReader(ReadOnlyMemory<byte> bytes, WireLimits limits, int depth = 0)
{
    const int DeepestNesting = 64;

    static readonly UTF8Encoding Text8 = new(false, throwOnInvalidBytes: true);

    readonly ReadOnlySpan<byte> _span = bytes.Span;
    int _at;

    public int Field { get; private set; }

    public int WireType { get; private set; }

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_at == _span.Length)
            return false;
        ulong tag = Varint();
        (Field, WireType) = ((int)(tag >> 3), (int)(tag & 7));
        return tag <= uint.MaxValue && Field > 0 ? true : throw Fault("a field has no number");
    }

    public long Number() => WireType == 0 ? (long)Varint() : throw Fault($"field {Field} is no number");

    public int Whole() => (int)Number();

    public float Single() => WireType == 5 ? BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt32LittleEndian(Take(4))) : throw Fault($"field {Field} is no float");

    public ReadOnlyMemory<byte> Bytes()
    {
        if (WireType != 2)
            throw Fault($"field {Field} is no block of bytes");
        ulong length = Varint();
        if (length > (ulong)(_span.Length - _at))
            throw Fault($"field {Field} claims {length} bytes where {_span.Length - _at} remain");
        _at += (int)length;
        return bytes.Slice(_at - (int)length, (int)length);
    }

    public string Text()
    {
        limits.Spend(1);
        try
        {
            return Text8.GetString(Bytes().Span);
        }
        catch (DecoderFallbackException)
        {
            throw Fault($"field {Field} is no UTF-8 text");
        }
    }

    /// <summary>The message in this field.</summary>
    public WireReader Nested()
    {
        limits.Spend(1);
        return depth < DeepestNesting ? new WireReader(Bytes(), limits, depth + 1) : throw Fault($"messages are nested more than {DeepestNesting} deep");
    }

    /// <summary>Adds the numbers of a repeated field, packed or one by one.</summary>
    public void Numbers(List<long> numbers)
    {
        if (WireType == 0)
        {
            limits.Spend(1);
            numbers.Add((long)Varint());
            return;
        }

        WireReader packed = new(Bytes(), limits, depth);
        limits.Spend(packed._span.Length);
        while (packed._at < packed._span.Length)
            numbers.Add((long)packed.Varint());
    }

    public void Singles(List<float> numbers)
    {
        if (WireType == 5)
        {
            limits.Spend(1);
            numbers.Add(Single());
            return;
        }

        WireReader packed = new(Bytes(), limits, depth) { WireType = 5 };
        while (packed._at < packed._span.Length)
            numbers.Add(packed.Single());
    }

    /// <summary>Leaves this field out.</summary>
    public void Skip()
    {
        switch (WireType)
        {
            case 0: Varint(); break;
            case 1: Take(8); break;
            case 2: Bytes(); break;
            case 5: Take(4); break;
            default: throw Fault($"field {Field} has the unknown form {WireType}");
        }
    }

    public readonly OnnxException Fault(string what) => new($"{limits.Source}: at byte {_at} of a message of {_span.Length}, {what}. The file is damaged or no ONNX; get or make it again.");

    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_at == _span.Length)
                throw Fault("it ends in the middle of a number");
            byte next = _span[_at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }

        throw Fault("a number is longer than ten bytes");
    }

    public readonly bool AtEnd => _at == _span.Length;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _span.Length - _at)
            throw Fault($"it ends within {count} bytes");
        _at += count;
        return _span.Slice(_at - count, count);
    }
}

/// <summary>What a model file may ask for beside its weights: names, nodes, attributes, lists of numbers.</summary>
internal sealed class WireLimits(string source)
{
    const long MostItems = 8_000_000;

    long _left = MostItems;

    public string Source { get; } = source;

    public void Spend(long items)
    {
        if ((_left -= items) < 0)
            throw new OnnxException($"{Source}: the model holds more than {MostItems} names, nodes and numbers beside its tensors. No real model does; it is damaged, or made to exhaust memory.");
    }
}
