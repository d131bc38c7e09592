using System.Buffers;
using System.Runtime.InteropServices;

namespace Lamina.Formats;

/// <summary>Moves a tensor's elements between its memory and a stream, little-endian and row-major, a piece at a time.</summary>
internal static class TensorBytes
{
    const int PieceBytes = 1 << 20;

    /// <summary>Writes all elements.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        switch (tensor.DType)
        {
            case DType.Float32: Write<float>(stream, tensor); break;
            case DType.Float64: Write<double>(stream, tensor); break;
            case DType.Float16: Write<Half>(stream, tensor); break;
            case DType.BFloat16: Write<BFloat16>(stream, tensor); break;
            case DType.Int64: Write<long>(stream, tensor); break;
            case DType.Int32: Write<int>(stream, tensor); break;
            case DType.Int16: Write<short>(stream, tensor); break;
            case DType.Int8: Write<sbyte>(stream, tensor); break;
            case DType.UInt8: Write<byte>(stream, tensor); break;
            default: Write<bool>(stream, tensor); break;
        }
    }

    /// <summary>Reads all elements. The stream must hold them; a bool is a byte of 0 or 1.</summary>
    /// <exception cref="EndOfStreamException">The stream ended early.</exception>
    /// <exception cref="InvalidDataException">A byte of a bool is neither 0 nor 1.</exception>
    public static Tensor Read(Stream stream, DType dtype, Shape shape) => dtype switch
    {
        DType.Float32 => Read<float>(stream, shape),
        DType.Float64 => Read<double>(stream, shape),
        DType.Float16 => Read<Half>(stream, shape),
        DType.BFloat16 => Read<BFloat16>(stream, shape),
        DType.Int64 => Read<long>(stream, shape),
        DType.Int32 => Read<int>(stream, shape),
        DType.Int16 => Read<short>(stream, shape),
        DType.Int8 => Read<sbyte>(stream, shape),
        DType.UInt8 => Read<byte>(stream, shape),
        _ => Read<bool>(stream, shape),
    };

    static void Write<T>(Stream stream, Tensor tensor)
        where T : unmanaged
    {
        RefuseBigEndian();
        using GradientScope off = Gradients.Off();
        Tensor flat = tensor.Contiguous().Reshape(-1);
        long piece = PieceBytes / tensor.DType.Size();
        for (long start = 0; start < flat.Count; start += piece)
        {
            Tensor part = flat.Slice(0, start, Math.Min(start + piece, flat.Count));
            part.Read<T, bool>(values =>
            {
                stream.Write(MemoryMarshal.AsBytes(values));
                return true;
            });
        }
    }

    static Tensor Read<T>(Stream stream, Shape shape)
        where T : unmanaged
    {
        RefuseBigEndian();
        using GradientScope off = Gradients.Off();
        DType dtype = DTypes.Of<T>();
        Tensor tensor = Tensor.Zeros(shape, dtype);
        if (tensor.Count == 0)
            return tensor;
        Tensor flat = tensor.Reshape(-1);
        long piece = PieceBytes / dtype.Size();
        byte[] bytes = ArrayPool<byte>.Shared.Rent((int)Math.Min(PieceBytes, flat.Count * dtype.Size()));
        try
        {
            for (long start = 0; start < flat.Count; start += piece)
            {
                long end = Math.Min(start + piece, flat.Count);
                Span<byte> part = bytes.AsSpan(0, (int)(end - start) * dtype.Size());
                stream.ReadExactly(part);
                if (dtype == DType.Bool && part.ContainsAnyExceptInRange((byte)0, (byte)1))
                    throw new InvalidDataException();
                flat.Slice(0, start, end).Fill<T>(MemoryMarshal.Cast<byte, T>(part));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return tensor;
    }

    static void RefuseBigEndian()
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Tensor files are little-endian, and this machine is not.");
    }
}
