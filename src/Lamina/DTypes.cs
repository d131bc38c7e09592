namespace Lamina;

/// <summary>What is known of each <see cref="DType"/>: its size, its kind, its .NET type, and how two of them combine.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this DType dtype) => dtype switch
    {
        DType.Float64 or DType.Int64 => 8,
        DType.Float32 or DType.Int32 => 4,
        DType.Float16 or DType.BFloat16 or DType.Int16 => 2,
        _ => 1,
    };

    /// <summary>True for float32, float64, float16 and bfloat16.</summary>
    public static bool IsFloatingPoint(this DType dtype) => dtype <= DType.BFloat16;

    /// <summary>True for the five integer types; false for bool.</summary>
    public static bool IsInteger(this DType dtype) => dtype is >= DType.Int64 and <= DType.UInt8;

    /// <summary>The name in lower case, as NumPy and PyTorch write it.</summary>
    public static string Name(this DType dtype) => dtype switch
    {
        DType.Float32 => "float32",
        DType.Float64 => "float64",
        DType.Float16 => "float16",
        DType.BFloat16 => "bfloat16",
        DType.Int64 => "int64",
        DType.Int32 => "int32",
        DType.Int16 => "int16",
        DType.Int8 => "int8",
        DType.UInt8 => "uint8",
        DType.Bool => "bool",
        _ => dtype.ToString(),
    };

    /// <summary>The dtype that holds elements of .NET type <typeparamref name="T"/>.</summary>
    /// <exception cref="DTypeException">No dtype holds <typeparamref name="T"/>.</exception>
    public static DType Of<T>() =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(double) ? DType.Float64
        : typeof(T) == typeof(Half) ? DType.Float16
        : typeof(T) == typeof(BFloat16) ? DType.BFloat16
        : typeof(T) == typeof(long) ? DType.Int64
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(short) ? DType.Int16
        : typeof(T) == typeof(sbyte) ? DType.Int8
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw new DTypeException($"No dtype holds elements of type {typeof(T).Name}; use float, double, Half, BFloat16, long, int, short, sbyte, byte or bool.");

    /// <summary>
    /// The smallest dtype to which both can be promoted, as PyTorch's <c>promote_types</c>: a floating type wins over an
    /// integer type, an integer type over bool; among floats the wider, float16 with bfloat16 gives float32;
    /// among integers the wider, uint8 with int8 gives int16.
    /// </summary>
    public static DType Promote(DType left, DType right)
    {
        if (left == right)
            return left;
        if (left.IsFloatingPoint() && right.IsFloatingPoint())
        {
            if (left == DType.Float64 || right == DType.Float64)
                return DType.Float64;
            return DType.Float32;
        }

        if (left.IsFloatingPoint() || right == DType.Bool)
            return left;
        if (right.IsFloatingPoint() || left == DType.Bool)
            return right;
        if (left.Size() != right.Size())
            return left.Size() > right.Size() ? left : right;
        return DType.Int16;
    }

    /// <summary>
    /// The dtype of an operation on two tensors, as PyTorch's <c>result_type</c>: a 0-d tensor counts only if its kind
    /// (bool, integer, float) is above the other's; else the dimensioned tensor's dtype stands.
    /// </summary>
    public static DType ResultType(in TensorSpec left, in TensorSpec right)
    {
        bool leftWeak = left.Shape.Rank == 0, rightWeak = right.Shape.Rank == 0;
        if (leftWeak == rightWeak)
            return Promote(left.DType, right.DType);
        (DType strong, DType weak) = leftWeak ? (right.DType, left.DType) : (left.DType, right.DType);
        return Kind(weak) > Kind(strong) ? Promote(strong, weak) : strong;
    }

    /// <summary>The dtype of an operation of a tensor with a bare number: the tensor's, unless the number's kind is above it.</summary>
    public static DType ResultType(DType tensor, Scalar number) =>
        number.Kind <= Kind(tensor) ? tensor : number.Kind == 2 ? DType.Float32 : DType.Int64;

    /// <summary>The dtype in which a real function of a tensor is given: the tensor's own if floating, else float32.</summary>
    public static DType ToFloating(this DType dtype) => dtype.IsFloatingPoint() ? dtype : DType.Float32;

    internal static int Kind(DType dtype) => dtype.IsFloatingPoint() ? 2 : dtype == DType.Bool ? 0 : 1;
}
