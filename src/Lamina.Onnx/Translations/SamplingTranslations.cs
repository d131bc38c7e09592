using System.Collections.Concurrent;
using Lamina.Ops;

namespace Lamina.Onnx.Translations;

/// <summary>Padding, picking and resampling.</summary>
internal static class SamplingTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["pad"] = Pad;
        table["interpolate"] = Resize;
        table["grid_sample"] = GridSample;
        table["gather"] = c => c.Result(c.Add("GatherElements", [c.Input(0), c.Input(1)], new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
        table["scatter"] = c => c.Result(c.Add("ScatterElements", [c.Input(0), c.Input(1), c.Input(2)], new OnnxAttribute("axis", c.Attribute<int>("Axis"))));
    }

    // ONNX counts all starts before all ends; both may be negative.
    static void Pad(OnnxContext c)
    {
        PadList amounts = c.Attribute<PadList>("Amounts");
        long[] pads = [.. Enumerable.Range(0, amounts.Count).Select(axis => amounts[axis].Before), .. Enumerable.Range(0, amounts.Count).Select(axis => amounts[axis].After)];
        string value = c.Constant(Tensor.Full([], c.Attribute<Scalar>("Value"), c.OutputSpec(0).DType));
        c.Result(c.Add("Pad", [c.Input(0), c.Numbers(pads), value], new OnnxAttribute("mode", "constant")));
    }

    static void Resize(OnnxContext c)
    {
        ResampleAxis rows = c.Attribute<ResampleAxis>("Rows"), columns = c.Attribute<ResampleAxis>("Columns");

        // An axis that stays takes part in any mode.
        ResampleAxis leading = rows.IsIdentity ? columns : rows;
        InterpolationMode mode = leading.Mode;
        bool isNearest = mode is InterpolationMode.Nearest or InterpolationMode.NearestExact;
        List<OnnxAttribute> attributes =
        [
            new("mode", isNearest ? "nearest" : mode == InterpolationMode.Linear ? "linear" : "cubic"),
            new("coordinate_transformation_mode", mode == InterpolationMode.Nearest ? "asymmetric" : leading.AlignCorners ? "align_corners" : "half_pixel"),
        ];
        if (isNearest)
            attributes.Add(new OnnxAttribute("nearest_mode", mode == InterpolationMode.Nearest ? "floor" : "round_prefer_ceil"));
        if (mode == InterpolationMode.Cubic)
            attributes.Add(new OnnxAttribute("cubic_coeff_a", -0.75f));
        string scales = c.Constant(Tensor.From(1f, 1f, Scale(rows), Scale(columns)));
        c.Result(c.Add("Resize", [c.Input(0), "", scales], [.. attributes]));
    }

    // The size must come out as ⌊size · scale⌋, in single precision.
    static float Scale(ResampleAxis axis)
    {
        float scale = (float)(axis.IsIdentity ? 1 : axis.AlignCorners || axis.Step == 0 ? (double)axis.Outputs / axis.Inputs : 1 / axis.Step);
        while ((long)MathF.Floor(axis.Inputs * scale) < axis.Outputs)
            scale = MathF.BitIncrement(scale);
        return scale;
    }

    static void GridSample(OnnxContext c)
    {
        bool anyRank = c.Opset >= 20;
        if (c.InputSpec(0).Shape.Rank != 4 && !anyRank)
            throw new OnnxException($"grid_sample of {c.InputSpec(0).Shape}: operator sets before 20 sample pictures [N, C, H, W] only. Export with a newer one.");
        string mode = c.Attribute<InterpolationMode>("Mode") switch
        {
            InterpolationMode.Nearest => "nearest",
            InterpolationMode.Linear => anyRank ? "linear" : "bilinear",
            _ => anyRank ? "cubic" : "bicubic",
        };
        string padding = c.Attribute<GridPadding>("Padding") switch { GridPadding.Zeros => "zeros", GridPadding.Border => "border", _ => "reflection" };
        c.Result(c.Add(
            "GridSample",
            [c.Input(0), c.Input(1)],
            new OnnxAttribute("mode", mode),
            new OnnxAttribute("padding_mode", padding),
            new OnnxAttribute("align_corners", c.Attribute<bool>("AlignCorners") ? 1 : 0)));
    }
}
