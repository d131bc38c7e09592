using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Quantization: numbers as a scale times small integers or floats.</summary>
internal static class QuantizedOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("QuantizeLinear", Quantize);
        table.Add("DequantizeLinear", Dequantize);
        table.Add("DynamicQuantizeLinear", DynamicQuantize);
        table.Add("QLinearMatMul", QuantizedProduct);
    }

    // A scale for all, for each index of an axis, or for each block along it.
    static Tensor Aligned(NodeCall call, Tensor values, Shape shape)
    {
        if (values.Count == 1)
            return values.Reshape([]);
        int axis = call.Axis("axis", 1, shape.Rank);
        long block = call.Int("block_size", 0);
        return block > 0
            ? values.RepeatInterleave(block, axis).Slice(axis, 0, shape[axis])
            : values.Reshape([.. Enumerable.Range(0, shape.Rank).Select(i => i == axis ? shape[axis] : 1)]);
    }

    static Value[] Quantize(NodeCall call)
    {
        Tensor x = call.X(), scale = Aligned(call, call.X(1), x.Shape);
        ElementType type = call.Has(2) ? call.Type(2) : call.HasAttribute("output_dtype") && call.Int("output_dtype", 0) != 0 ? (ElementType)call.Int("output_dtype", 0) : ElementType.UInt8;
        DType compute = call.Int("precision", 0) switch { 10 => DType.Float16, 11 => DType.Float64, _ => x.DType == DType.Float64 ? DType.Float64 : DType.Float32 };
        Tensor y = x.To(compute) / scale.To(compute);
        if (type.IsFloating())
            return [new TensorValue(Narrow.Rounded(y, type, call.Flag("saturate", true)), type)];
        y = y.Round();
        if (call.Has(2))
            y += Aligned(call, call.X(2), x.Shape).To(compute);
        (long low, long high) = type.Range() ?? throw call.Fault($"{type} is no type to quantize to");
        return [NodeCall.As(type, y.Clamp(low, high))];
    }

    static Value[] Dequantize(NodeCall call)
    {
        Tensor x = call.X(), scale = call.X(1);
        ElementType type = call.HasAttribute("output_dtype") && call.Int("output_dtype", 0) != 0 ? (ElementType)call.Int("output_dtype", 0) : call.Type(1);
        DType compute = scale.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor y = x.To(compute);
        if (call.Has(2))
            y -= Aligned(call, call.X(2), x.Shape).To(compute);
        return [NodeCall.As(type, y * Aligned(call, scale, x.Shape).To(compute))];
    }

    static Value[] DynamicQuantize(NodeCall call)
    {
        Tensor x = call.X();
        Tensor low = Tensor.Minimum(x.Min(), 0), high = Tensor.Maximum(x.Max(), 0), scale = (high - low) / 255;
        Tensor zero = (-low / scale).Round().Clamp(0, 255);
        return [new TensorValue(((x / scale).Round() + zero).Clamp(0, 255).To(DType.UInt8), ElementType.UInt8), call.Like(0, scale), new TensorValue(zero.To(DType.UInt8), ElementType.UInt8)];
    }

    static Value[] QuantizedProduct(NodeCall call)
    {
        static Tensor Rows(Tensor values) => values.Count > 1 && values.Rank == 1 ? values.Unsqueeze(1) : values.Count == 1 ? values.Reshape([]) : values;
        static Tensor Columns(Tensor values) => values.Count == 1 ? values.Reshape([]) : values;
        Tensor a = call.X().To(DType.Float64) - Rows(call.X(2)).To(DType.Float64), b = call.X(3).To(DType.Float64) - Columns(call.X(5)).To(DType.Float64);
        Tensor scale = Rows(call.X(1)).To(DType.Float64) * Columns(call.X(4)).To(DType.Float64) / Rows(call.X(6)).To(DType.Float64);
        ElementType type = call.Type(7);
        (long low, long high) = type.Range()!.Value;
        return [NodeCall.As(type, ((a.MatMul(b) * scale).Round() + Rows(call.X(7)).To(DType.Float64)).Clamp(low, high))];
    }
}
