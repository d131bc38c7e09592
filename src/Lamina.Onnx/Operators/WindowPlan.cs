using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>How a window moves over axes: strides, dilations, and padding, worked out from the node's attributes.</summary>
internal sealed record WindowPlan(long[] Kernel, long[] Strides, long[] Dilations, long[] Before, long[] After, long[] Outputs, bool Ceiling)
{
    public int Rank => Kernel.Length;

    /// <summary>Whether the engine's own pooling of pictures does it.</summary>
    public bool IsPicturePool => Rank == 2 && Enumerable.Range(0, 2).All(i => 2 * Math.Max(Before[i], After[i]) <= ((Kernel[i] - 1) * Dilations[i]) + 1);

    public static WindowPlan Of(NodeCall call, Shape input, long[] kernel)
    {
        int rank = kernel.Length;
        long[] ones = [.. Enumerable.Repeat(1L, rank)], zeros = new long[rank];
        long[] strides = call.Ints("strides") ?? ones, dilations = call.Ints("dilations") ?? ones, pads = call.Ints("pads") ?? [.. zeros, .. zeros];
        long[] before = pads[..rank], after = pads[rank..], outputs = new long[rank];
        bool ceiling = call.Flag("ceil_mode");
        string auto = call.Text("auto_pad", "NOTSET");
        for (int i = 0; i < rank; i++)
        {
            long size = input[i + 2], window = ((kernel[i] - 1) * dilations[i]) + 1;
            if (auto is "SAME_UPPER" or "SAME_LOWER")
            {
                outputs[i] = (size + strides[i] - 1) / strides[i];
                long total = Math.Max(0, ((outputs[i] - 1) * strides[i]) + window - size);
                (before[i], after[i]) = auto == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
                continue;
            }

            if (auto == "VALID")
                (before[i], after[i]) = (0, 0);
            long room = size + before[i] + after[i] - window;
            outputs[i] = ceiling ? ((room + strides[i] - 1) / strides[i]) + 1 : (room / strides[i]) + 1;

            // A last window that begins beyond the input and its padding in front is left out.
            if (ceiling && (outputs[i] - 1) * strides[i] >= size + before[i])
                outputs[i]--;
        }

        return new(kernel, strides, dilations, before, after, outputs, ceiling);
    }

    /// <summary>The same without the first axis.</summary>
    public WindowPlan Inner() => new(Kernel[1..], Strides[1..], Dilations[1..], Before[1..], After[1..], Outputs[1..], Ceiling);

    /// <summary>Of two axes, what the engine's convolution takes.</summary>
    public ConvSettings Settings(int groups) =>
        new((int)Strides[0], (int)Strides[1], (int)Dilations[0], (int)Dilations[1], (int)Before[0], (int)Before[1], (int)After[0], (int)After[1], groups);

    /// <summary>The first of three axes.</summary>
    public DepthSettings Depth => new((int)Strides[0], (int)Dilations[0], (int)Before[0], (int)After[0]);

    public PoolSettings Pool(bool countsEdge) => new(
        (int)Kernel[0], (int)Kernel[1], (int)Strides[0], (int)Strides[1], (int)Before[0], (int)Before[1], (int)After[0], (int)After[1], (int)Dilations[0], (int)Dilations[1], Ceiling, countsEdge);

    /// <summary>All windows side by side: [N, C, outputs…, elements of a window].</summary>
    public Tensor Windows(Tensor x, Scalar edge) => Cut(Padded(x, edge, edge));

    /// <summary>All windows where the padding has a value and what lies beyond it none.</summary>
    public Tensor Edged(Tensor x, Scalar padding) => Cut(Padded(x, padding, 0));

    /// <summary>For each element of an input its number among all, in row-major order or with the first picture axis fastest.</summary>
    public Tensor Places(Shape input, bool columns)
    {
        long[] sizes = input.ToArray()[2..];
        Tensor places = Tensor.Arange(0, input.CountOf(2..), dtype: DType.Int64);
        places = columns ? places.Reshape([.. sizes.Reverse()]).Permute([.. Enumerable.Range(0, Rank).Reverse()]) : places.Reshape(sizes);
        Tensor planes = Tensor.Arange(0, input[0] * input[1], dtype: DType.Int64).Reshape([input[0], input[1], .. Enumerable.Repeat(1L, Rank)]);
        return places + (planes * input.CountOf(2..));
    }

    // Where windows of a rounded-up count reach beyond the padding, more is added.
    Tensor Padded(Tensor x, Scalar padding, Scalar beyond)
    {
        PadAmount[] edges = new PadAmount[x.Rank], more = new PadAmount[x.Rank];
        for (int i = 0; i < Rank; i++)
        {
            long reach = ((Outputs[i] - 1) * Strides[i]) + ((Kernel[i] - 1) * Dilations[i]) + 1;
            edges[i + 2] = (Before[i], After[i]);
            more[i + 2] = (0, Math.Max(0, reach - (x.Shape[i + 2] + Before[i] + After[i])));
        }

        return x.Pad(edges, PadMode.Constant, padding).Pad(more, PadMode.Constant, beyond);
    }

    Tensor Cut(Tensor x)
    {
        for (int i = 0; i < Rank; i++)
            x = x.SlidingWindows(i + 2, Kernel[i], Strides[i], Dilations[i]).Slice(i + 2, 0, Outputs[i]);
        return x.Reshape([x.Shape[0], x.Shape[1], .. Outputs, Kernel.Aggregate(1L, (a, b) => a * b)]);
    }
}
