using System.Runtime.InteropServices;
using Lamina.Formats;

namespace Lamina.Onnx.Wire;

/// <summary>Tensors and their types as ONNX writes them.</summary>
internal static class TensorData
{
    // TensorProto: dims 1, data_type 2, name 8, raw_data 9.
    public static ProtobufMessage Encode(string name, Tensor value)
    {
        ProtobufMessage message = new();
        foreach (long size in value.Shape)
            message.Number(1, size);
        message.Number(2, TypeOf(value.DType));
        message.Text(8, name);
        message.Bytes(9, BytesOf(value));
        return message;
    }

    /// <summary>TensorProto.DataType.</summary>
    public static int TypeOf(DType dtype) => dtype switch
    {
        DType.Float32 => 1,
        DType.UInt8 => 2,
        DType.Int8 => 3,
        DType.Int16 => 5,
        DType.Int32 => 6,
        DType.Int64 => 7,
        DType.Bool => 9,
        DType.Float16 => 10,
        DType.Float64 => 11,
        DType.BFloat16 => 16,
        _ => throw new DTypeException($"ONNX export has no type for {dtype.Name()}."),
    };

    // Row-major and little-endian, as raw_data asks.
    public static byte[] BytesOf(Tensor value) => value.DType switch
    {
        DType.Float32 => Raw<float>(value),
        DType.UInt8 => Raw<byte>(value),
        DType.Int8 => Raw<sbyte>(value),
        DType.Int16 => Raw<short>(value),
        DType.Int32 => Raw<int>(value),
        DType.Int64 => Raw<long>(value),
        DType.Bool => Raw<bool>(value),
        DType.Float16 => Raw<Half>(value),
        DType.Float64 => Raw<double>(value),
        _ => Raw<BFloat16>(value),
    };

    static byte[] Raw<T>(Tensor value)
        where T : unmanaged => value.Read<T, byte[]>(values => MemoryMarshal.AsBytes(values).ToArray());
}
