namespace Lamina.Ops;

/// <summary>What ops on channels, axis 1, share.</summary>
internal static class Channels
{
    /// <summary>Checks that the first input is [N, C, …] of float32 or float64, and the others [C] of its dtype.</summary>
    public static void Check(string op, ReadOnlySpan<TensorSpec> inputs)
    {
        TensorSpec x = inputs[0];
        if (x.Shape.Rank < 2)
            throw new ShapeException($"{op}: the input is [N, C, …]; got {x.Shape}. Add an axis with `Unsqueeze(0)`.");
        if (x.DType is not (DType.Float32 or DType.Float64))
            throw new DTypeException($"{op}: the input is float32 or float64; got {x}. Convert it with `To`.");
        foreach (TensorSpec other in inputs[1..])
        {
            if (other.Shape != [x.Shape[1]])
                throw new ShapeException($"{op}: an input of {x.Shape} has {x.Shape[1]} channels on axis 1, and needs one number for each; got {other.Shape}. Give as many as there are channels, or use `Transpose` if they lie on another axis.");
            if (other.DType != x.DType)
                throw new DTypeException($"{op}: an input of {x} and channels of {other}; all have one dtype. Convert them with `To`.");
        }
    }

    /// <summary>Whether planes are so large that another op on each costs less as it is finished than in a pass of its own.</summary>
    public static bool TakeEpilogue(Shape shape) => shape.CountOf(2..) >= 256;

    /// <summary>All axes but that of the channels.</summary>
    public static int[] Others(int rank) => [0, .. Enumerable.Range(2, rank - 2)];

    /// <summary>Numbers by channel, in a shape that broadcasts over the others.</summary>
    public static Tensor Spread(Tensor channels, int rank) => channels.Reshape([1, -1, .. Enumerable.Repeat(1L, rank - 2)]);
}
