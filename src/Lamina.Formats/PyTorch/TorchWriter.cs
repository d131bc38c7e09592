using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Lamina.Formats;

/// <summary>Writes a state dict as <c>torch.save</c> does: an archive of a pickle of protocol 2 and the bytes of each storage.</summary>
internal static class TorchWriter
{
    public static void Write(Stream stream, IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        Entry(archive, "data.pkl", entry => entry.Write(Program(tensors)));
        Entry(archive, "byteorder", entry => entry.Write("little"u8));
        for (int i = 0; i < tensors.Count; i++)
            Entry(archive, $"data/{i}", entry => TensorBytes.Write(entry, tensors[i].Value));
        Entry(archive, "version", entry => entry.Write("3\n"u8));
    }

    static void Entry(ZipArchive archive, string name, Action<Stream> write)
    {
        using Stream entry = archive.CreateEntry("archive/" + name, CompressionLevel.NoCompression).Open();
        write(entry);
    }

    // OrderedDict([(key, _rebuild_tensor_v2(storage, 0, sizes, strides, False, OrderedDict())), …])
    static byte[] Program(IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
    {
        MemoryStream program = new();
        program.Write([0x80, 2]);
        Dictionary(program);
        program.WriteByte((byte)'(');
        for (int i = 0; i < tensors.Count; i++)
        {
            Text(program, tensors[i].Key);
            Rebuild(program, i, tensors[i].Value);
        }

        program.Write("u."u8);
        return program.ToArray();
    }

    static void Dictionary(MemoryStream program) => program.Write("ccollections\nOrderedDict\n)R"u8);

    static void Rebuild(MemoryStream program, int storage, Tensor tensor)
    {
        program.Write("ctorch._utils\n_rebuild_tensor_v2\n("u8);
        program.Write("(X\x07\0\0\0storage"u8);
        program.Write(Encoding.ASCII.GetBytes($"ctorch\n{TorchBuilders.NameOf(tensor.DType)}\n"));
        Text(program, storage.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Text(program, "cpu");
        Number(program, tensor.Count);
        program.Write("tQ"u8);
        Number(program, 0);
        Numbers(program, tensor.Shape.ToArray());
        long[] strides = new long[tensor.Rank];
        long stride = 1;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= Math.Max(1, tensor.Shape[i]);
        }

        Numbers(program, strides);
        program.WriteByte(0x89);
        Dictionary(program);
        program.Write("tR"u8);
    }

    static void Numbers(MemoryStream program, long[] numbers)
    {
        program.WriteByte((byte)'(');
        foreach (long number in numbers)
            Number(program, number);
        program.WriteByte((byte)'t');
    }

    static void Number(MemoryStream program, long number)
    {
        Span<byte> bytes = stackalloc byte[10];
        if (number is >= int.MinValue and <= int.MaxValue)
        {
            bytes[0] = (byte)'J';
            BinaryPrimitives.WriteInt32LittleEndian(bytes[1..], (int)number);
            program.Write(bytes[..5]);
            return;
        }

        (bytes[0], bytes[1]) = (0x8a, 8);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[2..], number);
        program.Write(bytes);
    }

    static void Text(MemoryStream program, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        program.WriteByte((byte)'X');
        program.Write(length);
        program.Write(bytes);
    }
}
