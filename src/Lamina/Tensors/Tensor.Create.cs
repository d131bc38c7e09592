using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Lamina.Ops;

namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>A 0-d tensor of one number: float32 for a floating number, int64 for an integer, bool for a truth value.</summary>
    public static Tensor From(Scalar value) => Full([], value, value.Kind == 2 ? DType.Float32 : value.Kind == 1 ? DType.Int64 : DType.Bool);

    /// <summary>A 1-d tensor of the given numbers.</summary>
    public static Tensor From(params ReadOnlySpan<float> values) => From(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(params ReadOnlySpan<double> values) => From(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(params ReadOnlySpan<long> values) => From(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(params ReadOnlySpan<int> values) => From(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(params ReadOnlySpan<bool> values) => From(values, [values.Length]);

    // An array alone is a vector; without these it would be taken for the only row of a matrix.

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(float[] values) => From<float>(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(double[] values) => From<double>(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(long[] values) => From<long>(values, [values.Length]);

    /// <inheritdoc cref="From(ReadOnlySpan{float})"/>
    public static Tensor From(int[] values) => From<int>(values, [values.Length]);

    /// <summary>A 2-d tensor from rows of equal length.</summary>
    public static Tensor From(params ReadOnlySpan<float[]> rows) => FromRows(rows);

    /// <inheritdoc cref="From(ReadOnlySpan{float[]})"/>
    public static Tensor From(params ReadOnlySpan<double[]> rows) => FromRows(rows);

    /// <inheritdoc cref="From(ReadOnlySpan{float[]})"/>
    public static Tensor From(params ReadOnlySpan<long[]> rows) => FromRows(rows);

    /// <inheritdoc cref="From(ReadOnlySpan{float[]})"/>
    public static Tensor From(params ReadOnlySpan<int[]> rows) => FromRows(rows);

    /// <summary>A tensor of the given shape with the values copied in row-major order.</summary>
    /// <exception cref="ShapeException">There are more or fewer values than the shape has places.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        if (values.Length != shape.Count)
            throw new ShapeException($"From: {values.Length} values do not fill the shape {shape}, which has {shape.Count} places.");
        Tensor tensor = Dispatch.Allocate(new TensorSpec(DTypes.Of<T>(), shape));
        tensor.Fill(values);
        return tensor;
    }

    /// <summary>A tensor of an array's values, with its rank and sizes: <c>float[,]</c>, <c>double[,,]</c> and so on.</summary>
    public static Tensor From(Array values)
    {
        long[] sizes = new long[values.Rank];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = values.GetLength(i);
        return values switch
        {
            _ when values.GetType().GetElementType() == typeof(float) => FromArray<float>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(double) => FromArray<double>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(Half) => FromArray<Half>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(BFloat16) => FromArray<BFloat16>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(long) => FromArray<long>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(int) => FromArray<int>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(short) => FromArray<short>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(sbyte) => FromArray<sbyte>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(byte) => FromArray<byte>(values, sizes),
            _ when values.GetType().GetElementType() == typeof(bool) => FromArray<bool>(values, sizes),
            _ => throw new DTypeException($"No dtype holds the elements of {values.GetType().Name}; use arrays of float, double, Half, BFloat16, long, int, short, sbyte, byte or bool."),
        };
    }

    /// <summary>A tensor with the values of a <see cref="TensorSpan{T}"/>, copied.</summary>
    public static Tensor From<T>(ReadOnlyTensorSpan<T> values)
        where T : unmanaged
    {
        T[] flat = new T[checked((int)values.FlattenedLength)];
        values.FlattenTo(flat);
        long[] sizes = new long[values.Rank];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = values.Lengths[i];
        return From<T>(flat, sizes);
    }

    /// <summary>All zeros.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    /// <summary>All ones.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>One number everywhere.</summary>
    public static Tensor Full(Shape shape, Scalar value, DType dtype = DType.Float32) => Dispatch.Run(new Fill(shape, dtype, value));

    static Tensor FromRows<T>(ReadOnlySpan<T[]> rows)
        where T : unmanaged
    {
        int width = rows.Length == 0 ? 0 : rows[0].Length;
        T[] flat = new T[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != width)
                throw new ShapeException($"From: row {i} has {rows[i].Length} values, row 0 has {width}; rows must be equally long.");
            rows[i].CopyTo(flat, i * width);
        }

        return From<T>(flat, [rows.Length, width]);
    }

    static Tensor FromArray<T>(Array values, long[] sizes)
        where T : unmanaged
    {
        if (values.Length == 0)
            return From<T>([], sizes);
        return From<T>(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(values)), values.Length), sizes);
    }
}
