using System.Text;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Models written field by field, as no exporter of ours would write them.</summary>
static class ModelBytes
{
    public const int FloatType = 1, LongType = 7;

    public static byte[] Field(int number, byte[] content) => [.. Varint((number << 3) | 2), .. Varint(content.Length), .. content];

    public static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    public static byte[] Number(int number, long value) => [.. Varint(number << 3), .. Varint(value)];

    public static byte[] Varint(long value)
    {
        List<byte> bytes = [];
        ulong rest = (ulong)value;
        do
        {
            bytes.Add((byte)((rest & 0x7f) | (rest > 0x7f ? 0x80u : 0)));
            rest >>= 7;
        }
        while (rest > 0);
        return [.. bytes];
    }

    /// <summary>A model of parts of a graph, of version 21 of the operators and of the domain <c>own</c>.</summary>
    public static byte[] Model(params byte[][] graph) => [.. Number(1, 8), .. Field(8, Number(2, 21)), .. Field(8, [.. Field(1, "own"), .. Number(2, 1)]), .. Field(7, Joined(graph))];

    public static byte[] Joined(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>A node as a part of a graph.</summary>
    public static byte[] Node(string op, string[] inputs, string[] outputs, params byte[][] attributes) => Field(1, NodeBody(op, inputs, outputs, attributes));

    /// <summary>A node of the domain <c>own</c>.</summary>
    public static byte[] OwnNode(string op, string[] inputs, string[] outputs) => Field(1, [.. NodeBody(op, inputs, outputs), .. Field(7, "own")]);

    /// <summary>A function of the domain <c>own</c>, as a part of a model.</summary>
    public static byte[] Function(string name, string[] inputs, string[] outputs, params byte[][] nodes) => Field(25, Joined(
        Field(1, name), Joined([.. inputs.Select(input => Field(4, input))]), Joined([.. outputs.Select(output => Field(5, output))]), Joined([.. nodes.Select(node => Field(7, node))]),
        Field(9, Number(2, 21)), Field(10, "own")));

    public static byte[] NodeBody(string op, string[] inputs, string[] outputs, params byte[][] attributes) => Joined(
        Joined([.. inputs.Select(input => Field(1, input))]), Joined([.. outputs.Select(output => Field(2, output))]), Field(4, op), Joined([.. attributes.Select(attribute => Field(5, attribute))]));

    public static byte[] Attribute(string name, long value) => [.. Field(1, name), .. Number(3, value), .. Number(20, 2)];

    public static byte[] Attribute(string name, params long[] values) => [.. Field(1, name), .. Joined([.. values.Select(value => Number(8, value))]), .. Number(20, 7)];

    public static byte[] Attribute(string name, string text) => [.. Field(1, name), .. Field(4, text), .. Number(20, 3)];

    /// <summary>An attribute that holds a graph.</summary>
    public static byte[] Body(string name, params byte[][] graph) => [.. Field(1, name), .. Field(6, Joined(graph)), .. Number(20, 5)];

    public static byte[] Floats(string name, params float[] values) => Floats(name, [values.Length], values);

    public static byte[] Floats(string name, long[] sizes, params float[] values) => Initializer(name, FloatType, sizes, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public static byte[] Longs(string name, params long[] values) => Initializer(name, LongType, [values.Length], System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    public static byte[] Input(string name, int type, params long[] sizes) => Field(11, Edge(name, type, sizes));

    public static byte[] Output(string name) => Field(12, Field(1, name));

    static byte[] Edge(string name, int type, long[] sizes) => Joined(
        Field(1, name), Field(2, Field(1, [.. Number(1, type), .. Field(2, Joined([.. sizes.Select(size => Field(1, Number(1, size)))]))])));

    static byte[] Initializer(string name, int type, long[] sizes, byte[] raw) => Field(5, Joined(Joined([.. sizes.Select(size => Number(1, size))]), Number(2, type), Field(8, name), Field(9, raw)));
}
