namespace Lamina.NN;

/// <summary>The rules that convolutions of any rank share.</summary>
internal static class Convolutions
{
    public static void Check(string layer, int inChannels, int outChannels, Size2 kernel, Size2 stride, Padding padding, Size2 dilation, int groups)
    {
        if (inChannels < 1 || outChannels < 1 || kernel.Height < 1 || kernel.Width < 1)
            throw new ShapeException($"{layer}: channels and kernel are at least 1.");
        if (stride.Height < 1 || stride.Width < 1 || dilation.Height < 1 || dilation.Width < 1 || padding.Height < 0 || padding.Width < 0)
            throw new ShapeException($"{layer}: stride and dilation are at least 1, padding at least 0; got stride {stride}, dilation {dilation}, padding {padding}.");
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0)
            throw new ShapeException($"{layer}: {groups} groups do not divide {inChannels} and {outChannels} channels. Both must be a multiple of the groups.");
    }

    /// <summary>What to do about an input that does not fit.</summary>
    public static string Remedy(Shape input, int inner, int channels) =>
        input.Rank == inner + 1 && input[^1] == channels ? $"The channels stand last; they go before the {(inner == 3 ? "height: Permute(0, 3, 1, 2)" : "length: Permute(0, 2, 1)")}."
        : input.Rank == inner && channels == 1 ? "A batch without channels needs one: Unsqueeze(1)."
        : input.Rank == inner + 1 || input.Rank == inner ? $"Build the layer for {input[^inner]} channels, or change the input."
        : "Reshape the input.";
}
