namespace Lamina.TestKit;

/// <summary>Numbers for tests: the same every time, without pattern, representable in the dtype asked for.</summary>
public static class Samples
{
    /// <summary>Numbers in [low, high], rounded to the dtype.</summary>
    public static Nd Values(Shape shape, DType dtype, (double Low, double High) range, int seed)
    {
        ulong state = (ulong)(seed + 1) * 0x9E3779B97F4A7C15;
        double[] values = new double[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            values[i] = Round(range.Low + ((range.High - range.Low) * (state >> 11) / (1UL << 53)), dtype);
        }

        return new Nd(values, shape);
    }

    public static double Round(double value, DType dtype) => dtype switch
    {
        DType.Float64 => value,
        DType.Float32 => (float)value,
        DType.Float16 => (double)(Half)value,
        DType.BFloat16 => (float)(BFloat16)(float)value,
        DType.Bool => value > 0 ? 1 : 0,
        DType.UInt8 => Math.Floor(Math.Abs(value)),
        _ => Math.Floor(value),
    };

    /// <summary>The values as a layout can hold them: a broadcast one has the first slice of the first axis everywhere.</summary>
    public static Nd Fit(Nd values, TensorLayout layout)
    {
        if (layout != TensorLayout.Broadcast || values.Shape.Rank == 0)
            return values;
        long slice = values.Shape.CountOf(1..);
        return new Nd([.. values.Values.Select((_, i) => values.Values[i % slice])], values.Shape);
    }

    /// <summary>A tensor of the values in a dtype, in one of several layouts in memory.</summary>
    public static Tensor Tensor(Nd values, DType dtype, TensorLayout layout = TensorLayout.Contiguous)
    {
        Tensor plain = Lamina.Tensor.From<double>(values.Values, values.Shape).To(dtype);
        int rank = values.Shape.Rank;
        if (rank == 0 || layout == TensorLayout.Contiguous)
            return plain;
        if (layout == TensorLayout.Transposed)
        {
            int[] reversed = [.. Enumerable.Range(0, rank).Reverse()];
            return plain.Permute(reversed).Contiguous().Permute(reversed);
        }

        if (layout == TensorLayout.Reversed)
            return plain.Flip().Contiguous().Flip();
        if (layout == TensorLayout.Broadcast)
            return values.Shape[0] == 0 ? plain : plain.Slice(0, 0, 1).Expand(values.Shape);

        // Every second element of an axis twice as long, from the second element on.
        long length = values.Shape[^1];
        Tensor wide = Lamina.Tensor.Full(values.Shape.With(-1, (2 * length) + 1), 7, dtype);
        Tensor view = wide.Slice(-1, 1, 2 * length + 1, 2);
        Lamina.Ops.Dispatch.Run(new Lamina.Ops.CopyInto(), view, plain);
        return view;
    }
}
