using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>The convolutions of Lamina.Keras in files.</summary>
internal static class KerasConvolutionForms
{
    public static IReadOnlyList<LayerForm> All { get; } =
    [
        new PlainForm<Conv1D>("keras.Conv1D", a => Spend(a, a.Int("groups", 1), Length(a))),
        new PlainForm<Conv3D>("keras.Conv3D", a => Spend(a, a.Int("groups", 1), Volume(a))),
        new PlainForm<Conv1DTranspose>("keras.Conv1DTranspose", a => Spend(a, 1, Length(a))),
        new PlainForm<Conv2DTranspose>("keras.Conv2DTranspose", a => Spend(a, 1, Area(a))),
        new PlainForm<Conv3DTranspose>("keras.Conv3DTranspose", a => Spend(a, 1, Volume(a))),
        new PlainForm<DepthwiseConv1D>("keras.DepthwiseConv1D", a => SpendDepthwise(a, Length(a))),
        new PlainForm<DepthwiseConv2D>("keras.DepthwiseConv2D", a => SpendDepthwise(a, Area(a))),
        new PlainForm<SeparableConv1D>("keras.SeparableConv1D", a => SpendSeparable(a, Length(a))),
        new PlainForm<SeparableConv2D>("keras.SeparableConv2D", a => SpendSeparable(a, Area(a))),
    ];

    static void Spend(Described a, int groups, params ReadOnlySpan<long> kernel)
    {
        if (Channels(a) is { } channels)
            a.Spend([channels / groups, a.Int("filters", 1), .. kernel]);
    }

    static void SpendDepthwise(Described a, params ReadOnlySpan<long> kernel)
    {
        if (Channels(a) is { } channels)
            a.Spend([channels, a.Int("depth_multiplier", 1), .. kernel]);
    }

    static void SpendSeparable(Described a, params ReadOnlySpan<long> kernel)
    {
        SpendDepthwise(a, kernel);
        if (Channels(a) is { } channels)
            a.Spend(channels, a.Int("depth_multiplier", 1), a.Int("filters", 1));
    }

    // A layer that was not built has no weights.
    static long? Channels(Described a) => a.OptionalShape("input_shape") is { Rank: > 0 } sample ? sample[^1] : null;

    static long[] Length(Described a) => [a.Int("kernel_size", 1)];

    static long[] Area(Described a)
    {
        Size2 kernel = a.Size2("kernel_size", 1);
        return [kernel.Height, kernel.Width];
    }

    static long[] Volume(Described a)
    {
        Size3 kernel = a.Size3("kernel_size", 1);
        return [kernel.Depth, kernel.Height, kernel.Width];
    }
}
