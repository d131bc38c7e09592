using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>Operators that read between pixels, and that put windows back.</summary>
internal static class SamplingOperators
{
    /// <summary>A bin of a region is sampled so often along an axis; a node of a few bytes asks for no more.</summary>
    const int MostSamples = 1024;

    public static void AddTo(OperatorTable table)
    {
        table.Same("GridSample", call => call.X().GridSample(call.X(1).To(call.X().DType), Mode(call), call.Text("padding_mode", "zeros") switch
        {
            "border" => GridPadding.Border,
            "reflection" => GridPadding.Reflection,
            _ => GridPadding.Zeros,
        }, call.Flag("align_corners")));
        table.Same("AffineGrid", call => call.X().AffineGrid(Shape.Create(call.Longs(1)), call.Flag("align_corners")));
        table.Same("DeformConv", Deformed);
        table.Same("MaxUnpool", Unpool);
        table.Same("Col2Im", Fold);
        table.Same("RoiAlign", RoiAlign);
    }

    static InterpolationMode Mode(NodeCall call) => call.Text("mode", "linear") switch
    {
        "nearest" => InterpolationMode.Nearest,
        "cubic" or "bicubic" => InterpolationMode.Cubic,
        _ => InterpolationMode.Linear,
    };

    static Tensor Deformed(NodeCall call)
    {
        Tensor weight = call.X(1);
        WindowPlan plan = WindowPlan.Of(call, call.X().Shape, weight.Shape.ToArray()[2..]);
        return call.X().DeformConv2d(call.X(2), weight, call.Optional(3), call.Optional(4), plan.Settings((int)call.Int("group", 1)));
    }

    // Places count through the size that the pooling came from; a larger one has zeros behind.
    static Tensor Unpool(NodeCall call)
    {
        Tensor x = call.X();
        long[] kernel = call.Ints("kernel_shape")!, strides = call.Ints("strides") ?? [.. kernel.Select(_ => 1L)], pads = call.Ints("pads") ?? new long[2 * kernel.Length];
        long[] sizes = [x.Shape[0], x.Shape[1], .. kernel.Select((size, i) => ((x.Shape[i + 2] - 1) * strides[i]) + size - pads[i] - pads[i + kernel.Length])];
        Tensor flat = Tensor.Zeros([Shape.Create(sizes).Count], x.DType).Scatter(0, call.X(1).To(DType.Int64).Flatten(), x.Flatten());
        Tensor y = flat.Reshape(sizes);
        return call.Has(2) ? y.Pad([.. call.Longs(2).Select((size, i) => new PadAmount(0, size - sizes[i]))]) : y;
    }

    // Each number of a window is added where the window lay.
    static Tensor Fold(NodeCall call)
    {
        Tensor x = call.X();
        long[] image = call.Longs(1), block = call.Longs(2);
        WindowPlan plan = WindowPlan.Of(call, Shape.Create([1, 1, .. image]), block);
        long[] padded = [.. image.Select((size, i) => size + plan.Before[i] + plan.After[i])];
        WindowPlan inside = plan with { Before = new long[block.Length], After = new long[block.Length] };
        long kernel = block.Aggregate(1L, (a, b) => a * b), positions = plan.Outputs.Aggregate(1L, (a, b) => a * b), planes = x.Shape[0] * x.Shape[1] / kernel;
        Shape whole = Shape.Create([1, 1, .. padded]);
        Tensor places = inside.Windows(inside.Places(whole, columns: false), 0).Reshape(positions, kernel).Transpose(0, 1).Reshape(1, -1).Expand([planes, kernel * positions]);
        Tensor sums = Tensor.Zeros([planes, whole.Count], x.DType).ScatterAdd(1, places, x.Reshape(planes, kernel * positions));
        Tensor y = sums.Reshape([x.Shape[0], x.Shape[1] / kernel, .. padded]);
        for (int i = 0; i < image.Length; i++)
            y = y.Slice(i + 2, plan.Before[i], plan.Before[i] + image[i]);
        return y;
    }

    static Tensor RoiAlign(NodeCall call)
    {
        bool aligned = call.Opset >= 16 && call.Text("coordinate_transformation_mode", "half_pixel") == "half_pixel";
        Tensor regions = Tensor.Concatenate([call.X(2).To(call.X(1).DType).Unsqueeze(1), call.X(1)], 1);
        int samples = (int)call.Int("sampling_ratio", 0), height = (int)call.Int("output_height", 1), width = (int)call.Int("output_width", 1);
        double scale = call.Float("spatial_scale", 1);
        if (samples > MostSamples)
            throw call.Fault($"a sampling_ratio of {samples} asks for more samples of a bin than {MostSamples} in each direction");
        return call.Text("mode", "avg") switch
        {
            "avg" => call.X().RoiAlign(regions, height, width, scale, samples == 0 ? -1 : samples, aligned),
            "max" => new RegionMaxima(height, width, scale, samples, aligned).Of(call.X(), regions),
            string mode => throw call.Fault($"the mode '{mode}' is none of avg and max"),
        };
    }
}
