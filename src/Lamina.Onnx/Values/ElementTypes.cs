namespace Lamina.Onnx.Values;

/// <summary>
/// ONNX's types in the engine's. A type that the engine has not is held by the next wider one that has all its values: unsigned integers in
/// int32 and int64, small floats in float32, integers of 4 and 2 bits in int8 and uint8. uint64 is held as the bits of int64.
/// </summary>
internal static class ElementTypes
{
    public static DType Storage(this ElementType type) => type switch
    {
        ElementType.Float32 or (>= ElementType.Float8E4M3 and <= ElementType.Float8E5M2Uz) or ElementType.Float4E2M1 or ElementType.Float8E8M0 => DType.Float32,
        ElementType.UInt8 or ElementType.UInt4 or ElementType.UInt2 => DType.UInt8,
        ElementType.Int8 or ElementType.Int4 or ElementType.Int2 => DType.Int8,
        ElementType.Int16 => DType.Int16,
        ElementType.Int32 or ElementType.UInt16 => DType.Int32,
        ElementType.Int64 or ElementType.UInt32 or ElementType.UInt64 => DType.Int64,
        ElementType.Bool => DType.Bool,
        ElementType.Float16 => DType.Float16,
        ElementType.Float64 => DType.Float64,
        ElementType.BFloat16 => DType.BFloat16,
        _ => throw new DTypeException($"Tensors of {type} have no counterpart in Lamina."),
    };

    /// <summary>The type of a tensor of the engine.</summary>
    public static ElementType Of(DType dtype) => (ElementType)Wire.TensorData.TypeOf(dtype);

    /// <summary>Whether the engine has the type itself.</summary>
    public static bool IsNative(this ElementType type) => type != ElementType.Undefined && type != ElementType.String && Of(type.Storage()) == type;

    public static bool IsFloat8(this ElementType type) => type is (>= ElementType.Float8E4M3 and <= ElementType.Float8E5M2Uz) or ElementType.Float8E8M0;

    public static bool IsFloating(this ElementType type) => type != ElementType.String && type.Storage().IsFloatingPoint();

    /// <summary>Bits of an element in a file.</summary>
    public static int Bits(this ElementType type) => type switch
    {
        ElementType.UInt2 or ElementType.Int2 => 2,
        ElementType.UInt4 or ElementType.Int4 or ElementType.Float4E2M1 => 4,
        ElementType.UInt16 => 16,
        ElementType.UInt32 => 32,
        ElementType.UInt64 => 64,
        _ when type.IsFloat8() => 8,
        _ => 8 * type.Storage().Size(),
    };

    /// <summary>Limits of the integers that the engine has not; null for other types.</summary>
    public static (long Low, long High)? Range(this ElementType type) => type switch
    {
        ElementType.UInt8 => (0, 255),
        ElementType.Int8 => (-128, 127),
        ElementType.UInt16 => (0, ushort.MaxValue),
        ElementType.Int16 => (short.MinValue, short.MaxValue),
        ElementType.Int32 => (int.MinValue, int.MaxValue),
        ElementType.UInt32 => (0, uint.MaxValue),
        ElementType.UInt4 => (0, 15),
        ElementType.Int4 => (-8, 7),
        ElementType.UInt2 => (0, 3),
        ElementType.Int2 => (-2, 1),
        _ => null,
    };
}
