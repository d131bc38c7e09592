using System.Buffers.Binary;
using System.Text;

namespace Lamina.Formats;

/// <summary>Writes version 1 of NumPy's format: a line of Python that names dtype, order and shape, padded to 64 bytes, then the numbers.</summary>
internal static class NpyWriter
{
    public static void Write(Stream stream, Tensor tensor)
    {
        string shape = tensor.Rank == 1 ? $"({tensor.Count},)" : $"({string.Join(", ", tensor.Shape)})";
        string header = $"{{'descr': '{Name(tensor.DType)}', 'fortran_order': False, 'shape': {shape}, }}";
        int length = (10 + header.Length + 1 + 63) / 64 * 64;
        Span<byte> prefix = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, 0, 0];
        BinaryPrimitives.WriteUInt16LittleEndian(prefix[8..], (ushort)(length - 10));
        stream.Write(prefix);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(length - 11) + "\n"));
        TensorBytes.Write(stream, tensor);
    }

    static string Name(DType dtype) => dtype switch
    {
        DType.Float32 => "<f4",
        DType.Float64 => "<f8",
        DType.Float16 => "<f2",
        DType.Int64 => "<i8",
        DType.Int32 => "<i4",
        DType.Int16 => "<i2",
        DType.Int8 => "|i1",
        DType.UInt8 => "|u1",
        DType.Bool => "|b1",
        _ => throw new DTypeException($"NumPy has no {dtype.Name()}. Convert the tensor with To(DType.Float32) first."),
    };
}
