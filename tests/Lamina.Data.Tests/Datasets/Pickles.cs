using System.Text;

namespace Lamina.Data.Tests;

/// <summary>Pickles as Python 2 wrote them of arrays, sparse matrices and graphs, instruction by instruction.</summary>
static class Pickles
{
    public static byte[] Array(string type, int[] shape, byte[] data) => [.. Start, .. Bare(type, shape, data), (byte)'.'];

    public static byte[] Sparse(int rows, int columns, int[] starts, int[] places, float[] values) =>
    [
        .. Start, .. Text("cscipy.sparse.csr\ncsr_matrix\n)\x81}("),
        .. Word("_shape"), .. Number(rows), .. Number(columns), 0x86,
        .. Word("indptr"), .. Bare("i4", [starts.Length], Bytes(starts)),
        .. Word("indices"), .. Bare("i4", [places.Length], Bytes(places)),
        .. Word("data"), .. Bare("f4", [values.Length], Bytes(values)),
        .. Text("ub."),
    ];

    public static byte[] Graph(params int[][] cited) =>
    [
        .. Start, .. Text("ccollections\ndefaultdict\nc__builtin__\nlist\n\x85R("),
        .. cited.SelectMany((others, paper) => (byte[])[.. Number(paper), .. Text("]("), .. others.SelectMany(Number), (byte)'e']),
        .. Text("u."),
    ];

    public static byte[] Bytes<T>(T[] numbers)
        where T : unmanaged
        => System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray();

    static byte[] Start => [0x80, 2];

    static byte[] Bare(string type, int[] shape, byte[] data) =>
    [
        .. Text("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n"), .. Number(0), 0x85, .. Word("b"), 0x87, .. Text("R("),
        .. Number(1), (byte)'(', .. shape.SelectMany(Number), (byte)'t',
        .. Text("cnumpy\ndtype\n"), .. Word(type), .. Number(0), .. Number(1), .. Text("\x87R("), .. Number(3), .. Word("<"), .. Text("NNN"), .. Number(-1), .. Number(-1), .. Number(0), .. Text("tb\x89"),
        (byte)'T', .. BitConverter.GetBytes(data.Length), .. data, .. Text("tb"),
    ];

    static byte[] Number(int number) => [(byte)'J', .. BitConverter.GetBytes(number)];

    static byte[] Word(string word) => [(byte)'U', (byte)word.Length, .. Text(word)];

    static byte[] Text(string text) => Encoding.Latin1.GetBytes(text);
}
