using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>Resize and its forerunner Upsample: along one axis after the other, each output a weighted sum of few inputs.</summary>
internal static class ResizeOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Same("Resize", Resize);
        table.Same("Upsample", call => Each(call, call.X(), call.Opset < 9 ? [.. call.Attribute("scales").Singles.Select(scale => (double)scale)] : call.Doubles(1), "asymmetric", "floor"));
    }

    static Tensor Each(NodeCall call, Tensor x, double[] scales, string coordinates, string nearest)
    {
        for (int axis = 0; axis < x.Rank; axis++)
        {
            ResizeAxis resize = new(call, x.Shape[axis], Scaled(x.Shape[axis], scales[axis]), scales[axis], coordinates, nearest, (0, 1));
            x = resize.Along(x, axis);
        }

        return x;
    }

    // In float32, as scales are stored: three times five thirds is five.
    static long Scaled(long size, double scale) => (long)MathF.Floor(size * (float)scale);

    static Tensor Resize(NodeCall call)
    {
        Tensor x = call.X();
        int rank = x.Rank;
        if (call.Opset < 11)
            return Each(call, x, call.Doubles(1), "asymmetric", "floor");
        int[] axes = [.. (call.Ints("axes") ?? [.. Enumerable.Range(0, rank).Select(axis => (long)axis)]).Select(axis => (int)(axis < 0 ? axis + rank : axis))];
        double[]? scales = call.Has(2) && call.X(2).Count > 0 ? call.Doubles(2) : null;
        long[]? sizes = call.Has(3) && call.X(3).Count > 0 ? call.Longs(3) : null;
        double[] regions = call.Has(1) && call.X(1).Count > 0 ? call.Doubles(1) : [];
        string policy = call.Text("keep_aspect_ratio_policy", "stretch");
        if (sizes is not null && policy != "stretch")
        {
            IEnumerable<double> ratios = axes.Select((axis, i) => (double)sizes[i] / x.Shape[axis]);
            double ratio = policy == "not_larger" ? ratios.Min() : ratios.Max();
            scales = [.. axes.Select(_ => ratio)];
            sizes = [.. axes.Select(axis => (long)Math.Floor((x.Shape[axis] * ratio) + 0.5))];
        }

        string coordinates = call.Text("coordinate_transformation_mode", "half_pixel"), nearest = call.Text("nearest_mode", "round_prefer_floor");
        for (int i = 0; i < axes.Length; i++)
        {
            long size = x.Shape[axes[i]], output = sizes?[i] ?? Scaled(size, scales![i]);
            double scale = scales?[i] ?? (double)output / size;
            (double, double) region = coordinates == "tf_crop_and_resize" ? (regions[i], regions[i + axes.Length]) : (0, 1);
            x = new ResizeAxis(call, size, output, scale, coordinates, nearest, region).Along(x, axes[i]);
        }

        return x;
    }
}
