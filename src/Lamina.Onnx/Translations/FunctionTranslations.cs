using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Fourier transforms, determinants, regions, and the functions that ONNX has by name.</summary>
internal static class FunctionTranslations
{
    static readonly (string Op, string OpType)[] Unary = [("asinh", "Asinh"), ("acosh", "Acosh"), ("atanh", "Atanh"), ("determinant", "Det")];

    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        foreach ((string op, string opType) in Unary)
            table[op] = c => c.Result(c.Add(opType, [c.Input(0, c.OutputSpec(0).DType)]));
        table["fft"] = c => Transform(c, c.Input(0), c.InputSpec(0).Shape.Rank - 2, c.InputSpec(0).Shape[^2], c.Attribute<bool>("Inverse"), oneSided: false);

        // ONNX takes real numbers as pairs without the second.
        table["rfft"] = c => Transform(c, c.Add("Unsqueeze", [c.Input(0), c.Numbers(-1)]), c.InputSpec(0).Shape.Rank - 1, c.InputSpec(0).Shape[^1], inverse: false, oneSided: true);
        table["roi_align"] = RoiAlign;
        table["shift_left"] = c => Shift(c, "LEFT");
        table["shift_right"] = c => Shift(c, "RIGHT");
    }

    // ONNX wants an axis of batches before that of the points, and divides its inverse by their number.
    static void Transform(OnnxContext c, string x, int axis, long points, bool inverse, bool oneSided)
    {
        bool single = axis == 0;
        if (single)
            x = c.Add("Unsqueeze", [x, c.Numbers(0)]);
        OnnxAttribute[] kind = [new("inverse", inverse ? 1 : 0), new("onesided", oneSided ? 1 : 0)];
        int along = single ? 1 : axis;
        string result = c.Opset < 20 ? c.Add("DFT", [x], [.. kind, new OnnxAttribute("axis", along)]) : c.Add("DFT", [x, "", c.Constant(Tensor.From<long>([along], []))], kind);
        double scale = c.Attribute<double>("Scale") * (inverse ? points : 1);
        if (scale != 1)
            result = c.Add("Mul", [result, c.Constant(Tensor.From<double>([scale], []).To(c.OutputSpec(0).DType))]);
        c.Result(single ? c.Add("Squeeze", [result, c.Numbers(0)]) : result);
    }

    // ONNX keeps the numbers of the pictures apart from the corners.
    static void RoiAlign(OnnxContext c)
    {
        string regions = c.Input(1), corners = c.Add("Slice", [regions, c.Numbers(1), c.Numbers(5), c.Numbers(1)]);
        string pictures = c.Cast(c.Add("Squeeze", [c.Add("Slice", [regions, c.Numbers(0), c.Numbers(1), c.Numbers(1)]), c.Numbers(1)]), DType.Int64);
        c.Result(c.Add(
            "RoiAlign",
            [c.Input(0), corners, pictures],
            new OnnxAttribute("coordinate_transformation_mode", c.Attribute<bool>("Aligned") ? "half_pixel" : "output_half_pixel"),
            new OnnxAttribute("output_height", c.Attribute<int>("Height")),
            new OnnxAttribute("output_width", c.Attribute<int>("Width")),
            new OnnxAttribute("sampling_ratio", c.Attribute<int>("Samples")),
            new OnnxAttribute("spatial_scale", (float)c.Attribute<double>("Scale"))));
    }

    static void Shift(OnnxContext c, string direction)
    {
        if (c.OutputSpec(0).DType != DType.UInt8)
            throw new OnnxException($"{c.Op.Name}: ONNX shifts unsigned integers only; this is {c.OutputSpec(0)}. Convert to uint8 first, or multiply by a power of two.");
        c.Result(c.Add("BitShift", [c.Input(0, DType.UInt8), c.Input(1, DType.UInt8)], new OnnxAttribute("direction", direction)));
    }
}
