using System.Collections.Concurrent;

namespace Lamina.Onnx.Translations;

/// <summary>Transposed convolution, and what convolutions of volumes, deformable ones, unfolding and folding are made of.</summary>
internal static class ConvolutionTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        table["conv2d_input_gradient"] = Transposed;
        table["sliding_windows"] = SlidingWindows;
        table["sum_windows"] = SumWindows;
        table["floor"] = c => c.Result(c.Add("Floor", [c.Input(0, c.OutputSpec(0).DType)]));
    }

    // The size of the output says how much padding it has: ONNX counts it after the others.
    static void Transposed(OnnxContext c)
    {
        Shape from = c.InputSpec(0).Shape, kernel = c.InputSpec(1).Shape, to = c.OutputSpec(0).Shape;
        if (c.OutputSizes(0)[2] is null || c.OutputSizes(0)[3] is null)
            throw new OnnxException($"{c.Op.Name}: pictures {from} become {to}, of a size that follows a dynamic axis. Export with the batch alone dynamic.");
        long[] stride = [c.Attribute<int>("StrideHeight"), c.Attribute<int>("StrideWidth")], dilation = [c.Attribute<int>("DilationHeight"), c.Attribute<int>("DilationWidth")];
        long[] pads = [c.Attribute<int>("PadTop"), c.Attribute<int>("PadLeft"), c.Attribute<int>("PadBottom"), c.Attribute<int>("PadRight")];
        long More(int side) => to[side + 2] - (((from[side + 2] - 1) * stride[side]) - pads[side] - pads[side + 2] + (dilation[side] * (kernel[side + 2] - 1)) + 1);
        c.Result(c.Add(
            "ConvTranspose",
            [c.Input(0), c.Input(1)],
            new OnnxAttribute("kernel_shape", kernel[2], kernel[3]),
            new OnnxAttribute("strides", stride),
            new OnnxAttribute("dilations", dilation),
            new OnnxAttribute("pads", pads),
            new OnnxAttribute("output_padding", More(0), More(1)),
            new OnnxAttribute("group", c.Attribute<int>("Groups"))));
    }

    // The places of all windows are taken along the axis; the places within a window then become the last axis.
    static void SlidingWindows(OnnxContext c)
    {
        int axis = c.Attribute<int>("Axis"), rank = c.OutputSpec(0).Shape.Rank;
        if (c.OutputSizes(0)[axis] is not { } count)
            throw new OnnxException($"{c.Op.Name}: windows along axis {axis} of {c.InputSpec(0).Shape}, which is dynamic. Export with the batch alone dynamic.");
        long size = c.Attribute<long>("Size"), step = c.Attribute<long>("Step"), dilation = c.Attribute<long>("Dilation");
        long[] places = new long[count * size];
        for (long i = 0; i < places.Length; i++)
            places[i] = (i / size * step) + (i % size * dilation);
        string windows = c.Add("Gather", [c.Input(0), c.Constant(Tensor.From<long>(places, [count, size]))], new OnnxAttribute("axis", axis));
        long[] order = [.. Enumerable.Range(0, rank).Where(i => i != axis + 1).Select(i => (long)i), axis + 1];
        c.Result(axis + 2 == rank ? windows : c.Add("Transpose", [windows], new OnnxAttribute("perm", order)));
    }

    // A product with the matrix that has a one where an element of a window goes: for any batch, where ScatterElements would need indices of its size.
    static void SumWindows(OnnxContext c)
    {
        int axis = c.Attribute<int>("Axis"), rank = c.OutputSpec(0).Shape.Rank;
        if (c.InputSizes(0)[axis] is not { } count || c.InputSizes(0)[rank] is not { } size)
            throw new OnnxException($"{c.Op.Name}: windows {c.InputSpec(0).Shape} along axis {axis}, which is dynamic. Export with the batch alone dynamic.");
        long step = c.Attribute<long>("Step"), dilation = c.Attribute<long>("Dilation"), length = c.Attribute<long>("Length");
        if ((double)count * size * length > 1 << 28)
            throw new OnnxException($"{c.Op.Name}: windows {c.InputSpec(0).Shape} would be added up by a product with a matrix of [{count * size}, {length}]. Export fewer or smaller ones.");
        float[] places = new float[count * size * length];
        for (long i = 0; i < count * size; i++)
            places[(i * length) + (i / size * step) + (i % size * dilation)] = 1;
        string matrix = c.Constant(Tensor.From<float>(places, [count * size, length]).To(c.OutputSpec(0).DType));

        // The axis before the windows' elements, both as one, and the others as they are.
        long[] others = [.. Enumerable.Range(0, rank).Where(i => i != axis).Select(i => (long)i)];
        string windows = c.Add("Transpose", [c.Input(0)], new OnnxAttribute("perm", [.. others, axis, rank]));
        string sums = c.Add("MatMul", [c.Add("Reshape", [windows, c.Numbers([.. others.Select(_ => 0L), -1])]), matrix]);
        long[] back = [.. Enumerable.Range(0, rank).Select(i => (long)(i < axis ? i : i == axis ? rank - 1 : i - 1))];
        c.Result(c.Add("Transpose", [sums], new OnnxAttribute("perm", back)));
    }
}
