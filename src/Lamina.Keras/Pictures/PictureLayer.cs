using Lamina.NN;

namespace Lamina.Keras;

/// <summary>A layer of pictures [N, height, width, channels], which are handed to the layers of Lamina.NN as a view [N, channels, height, width].</summary>
public abstract class PictureLayer : KerasLayer
{
    private protected PictureLayer(Shape? inputShape)
        : base(inputShape)
    {
    }

    /// <summary>The windows that move over the picture; null for a layer that takes it whole.</summary>
    private protected virtual (Size2 Window, Size2 Strides, Size2 Dilation, Padding Padding)? Windows => null;

    /// <summary>Channels of the output.</summary>
    private protected virtual long ChannelsOf(long channels) => channels;

    /// <inheritdoc/>
    public override Shape OutputShapeOf(Shape input)
    {
        if (input.Rank != 3)
            throw Unfit("pictures [N, height, width, channels]", input, input.Rank == 2 ? "Add the axis of channels with `Unsqueeze(-1)`." : "Reshape the input.");
        if (Windows is not var (window, strides, dilation, padding))
            return [ChannelsOf(input[2])];
        long height = Outputs(input[0], window.Height, strides.Height, dilation.Height, padding.Rows(input[0], window.Height, strides.Height, dilation.Height));
        long width = Outputs(input[1], window.Width, strides.Width, dilation.Width, padding.Columns(input[1], window.Width, strides.Width, dilation.Width));
        if (height >= 1 && width >= 1 && input[2] >= 1)
            return [height, width, ChannelsOf(input[2])];
        string remedy = input[0] < input[2]
            ? "Are the channels the first axis? Then bring them to the last: `data.ChannelsLast()`, or `x.Permute(0, 2, 3, 1)`."
            : "Use a smaller window, Padding.Same, or larger pictures.";
        throw Unfit($"pictures [N, height, width, channels] of at least {window}", input, remedy);
    }

    private protected static Tensor ChannelsFirst(Tensor x) => x.Permute(0, 3, 1, 2);

    private protected static Tensor ChannelsLast(Tensor x) => x.Permute(0, 2, 3, 1);

    /// <summary>Keras' words alone: a number of zeros is a matter of PyTorch's door.</summary>
    private protected static Padding Known(string layer, Padding padding) => padding.IsSame || padding == Padding.Valid
        ? padding
        : throw new ShapeException($"{layer}: the padding is Padding.Valid or Padding.Same, as in Keras; got {padding}. Lamina.NN.Conv2d takes numbers.");

    private protected static Size2 Positive(string layer, string what, Size2 size) => size is { Height: >= 1, Width: >= 1 }
        ? size
        : throw new ShapeException($"{layer}: {what} is at least 1; got {size}.");

    /// <summary>The settings of a pooling op for a picture.</summary>
    private protected PoolSettings Settings(Shape input)
    {
        (Size2 window, Size2 strides, _, Padding padding) = Windows!.Value;
        (int top, int bottom) = padding.Rows(input[1], window.Height, strides.Height, 1);
        (int left, int right) = padding.Columns(input[2], window.Width, strides.Width, 1);
        return new PoolSettings(window.Height, window.Width, strides.Height, strides.Width, top, left, bottom, right, CountIncludePad: false);
    }

    static long Outputs(long input, int window, int stride, int dilation, (int Before, int After) padding)
    {
        long room = input + padding.Before + padding.After - ((long)dilation * (window - 1)) - 1;
        return room < 0 ? 0 : (room / stride) + 1;
    }
}
