using Lamina.NN;

namespace Lamina.Keras;

/// <summary>
/// A layer of windows that move over sequences [N, steps, channels], pictures [N, height, width, channels] or volumes
/// [N, depth, height, width, channels], which are handed to the layers of Lamina.NN as views with the channels behind N.
/// </summary>
public abstract class SpatialLayer : KerasLayer
{
    private protected SpatialLayer(Shape? inputShape)
        : base(inputShape)
    {
    }

    /// <summary>How many axes the windows move along: 1, 2 or 3.</summary>
    private protected abstract int Axes { get; }

    /// <summary>The size of the output along such an axis, from 0 on; below 1 if no window fits.</summary>
    private protected abstract long OutputSizeOf(int axis, long input);

    /// <summary>Channels of the output.</summary>
    private protected virtual long ChannelsOf(long channels) => channels;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        string data = Axes switch { 1 => "sequences [N, steps, channels]", 2 => "pictures [N, height, width, channels]", _ => "volumes [N, depth, height, width, channels]" };
        if (input.Rank != Axes + 1)
            throw Unfit(data, input, input.Rank == Axes ? "Add the axis of channels with `Unsqueeze(-1)`." : "Reshape the input.");
        long[] output = new long[input.Rank];
        bool fits = input[^1] >= 1;
        for (int axis = 0; axis < Axes; axis++)
        {
            output[axis] = OutputSizeOf(axis, input[axis]);
            fits &= output[axis] >= 1;
        }

        if (fits)
        {
            output[^1] = ChannelsOf(input[^1]);
            return output;
        }

        int[] back = [0, .. Enumerable.Range(2, Axes), 1];
        throw Unfit($"{data} at least as large as its window", input, input[0] < input[^1]
            ? $"Are the channels the first axis? Then bring them to the last: {(Axes == 2 ? "`data.ChannelsLast()`, or " : "")}`x.Permute({string.Join(", ", back)})`."
            : "Use a smaller window, Padding.Same, or a larger input.");
    }

    private protected static Tensor ChannelsFirst(Tensor x) => x.MoveAxis(-1, 1);

    private protected static Tensor ChannelsLast(Tensor x) => x.MoveAxis(1, -1);

    // Element by element on memory as it lies; what sums over the channels needs them as the last axis.
    private protected static Tensor Finish(Tensor y, Activation activation) =>
        activation is Activation.Softmax or Activation.LogSoftmax ? activation.Apply(ChannelsLast(y)) : ChannelsLast(activation.Apply(y));

    /// <summary>What a layer of Lamina.NN gave for an input, without what is too much at the end of its axes.</summary>
    private protected Tensor Trimmed(Tensor y, Tensor x)
    {
        for (int axis = 0; axis < Axes; axis++)
        {
            long size = OutputSizeOf(axis, x.Shape[axis + 1]);
            if (y.Shape[axis + 2] != size)
                y = y.Slice(axis + 2, 0, size);
        }

        return y;
    }

    /// <summary>How many windows there are along an axis.</summary>
    private protected static long Outputs(long input, int window, int stride, int dilation, Padding padding)
    {
        (int before, int after) = padding.Columns(input, window, stride, dilation);
        long room = input + before + after - ((long)dilation * (window - 1)) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }

    private protected static int At(Size2 sizes, int axis) => axis == 0 ? sizes.Height : sizes.Width;

    private protected static int At(Size3 sizes, int axis) => axis == 0 ? sizes.Depth : axis == 1 ? sizes.Height : sizes.Width;

    /// <summary>Keras' words alone: a number of zeros is a matter of PyTorch's door.</summary>
    private protected static Padding Known(string layer, Padding padding) => padding.IsSame || padding == Padding.Valid
        ? padding
        : throw new ShapeException($"{layer}: the padding is Padding.Valid or Padding.Same, as in Keras; got {padding}. The layers of Lamina.NN take numbers.");

    private protected static int Positive(string layer, string what, int size) => size >= 1 ? size : throw new ShapeException($"{layer}: {what} is at least 1; got {size}.");

    private protected static Size2 Positive(string layer, string what, Size2 size) => size is { Height: >= 1, Width: >= 1 }
        ? size
        : throw new ShapeException($"{layer}: {what} is at least 1; got {size}.");

    private protected static Size3 Positive(string layer, string what, Size3 size) => size is { Depth: >= 1, Height: >= 1, Width: >= 1 }
        ? size
        : throw new ShapeException($"{layer}: {what} is at least 1; got {size}.");
}
