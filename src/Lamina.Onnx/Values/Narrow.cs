namespace Lamina.Onnx.Values;

/// <summary>Values brought into the types that the engine has not.</summary>
internal static class Narrow
{
    /// <summary>Integers modulo the size of the type, as its own arithmetic wraps.</summary>
    public static Tensor Wrapped(Tensor int64, ElementType type)
    {
        if (type.Range() is not { } range)
            return int64;
        long size = range.High - range.Low + 1;
        return (int64 - range.Low).Remainder(Tensor.From((Scalar)size)) + range.Low;
    }

    /// <summary>Floats rounded to a small format, held as float32.</summary>
    public static Tensor Rounded(Tensor x, ElementType type, bool saturate = true, ScaleRounding rounding = ScaleRounding.Nearest)
    {
        SmallFloat format = SmallFloat.Of(type);
        float[] values = x.To(DType.Float32).ToArray<float>();
        for (int i = 0; i < values.Length; i++)
            values[i] = format.Decode(format.Encode(values[i], saturate, rounding));
        return Tensor.From<float>(values, x.Shape);
    }
}
