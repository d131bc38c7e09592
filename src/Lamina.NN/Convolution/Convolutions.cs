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

    public static void CheckVolumes(string layer, int inChannels, int outChannels, Size3 kernel, Size3 stride, Padding3 padding, Size3 dilation, int groups)
    {
        Check(layer, inChannels, outChannels, kernel.Depth, stride.Depth, padding.Depth, dilation.Depth, groups);
        Check(layer, inChannels, outChannels, kernel.Plane, stride.Plane, padding.Plane, dilation.Plane, groups);
    }

    public static void CheckOutputPadding(string layer, Size3 outputPadding, Size3 stride, Size3 dilation)
    {
        if (!Fits(outputPadding.Depth, stride.Depth, dilation.Depth) || !Fits(outputPadding.Height, stride.Height, dilation.Height) || !Fits(outputPadding.Width, stride.Width, dilation.Width))
            throw new ShapeException($"{layer}: the output padding is at least 0 and below stride {stride} or dilation {dilation}; got {outputPadding}.");
        static bool Fits(int padding, int stride, int dilation) => padding >= 0 && padding < Math.Max(stride, dilation);
    }

    /// <summary>The input with a batch, checked: [N, channels, …] with so many axes behind the N, which may be missing.</summary>
    public static Tensor Batched(Layer<Tensor, Tensor> layer, Tensor x, int inner, int channels, Func<Tensor, Tensor> compute)
    {
        if ((x.Rank != inner && x.Rank != inner + 1) || x.Shape[^inner] != channels)
            throw new ShapeException($"{layer} needs [N, {channels}, {(inner == 2 ? "L" : inner == 3 ? "H, W" : "D, H, W")}]; got {x.Shape}. {Remedy(x.Shape, inner, channels)}");
        return x.Rank == inner ? compute(x.Unsqueeze(0)).Squeeze(0) : compute(x);
    }

    /// <summary>What to do about an input that does not fit.</summary>
    static string Remedy(Shape input, int inner, int channels) =>
        input.Rank == inner + 1 && input[^1] == channels
            ? $"The channels stand last; they go before the {(inner == 4 ? "depth: Permute(0, 4, 1, 2, 3)" : inner == 3 ? "height: Permute(0, 3, 1, 2)" : "length: Permute(0, 2, 1)")}."
        : input.Rank == inner && channels == 1 ? "A batch without channels needs one: Unsqueeze(1)."
        : input.Rank == inner + 1 || input.Rank == inner ? $"Build the layer for {input[^inner]} channels, or change the input."
        : "Reshape the input.";
}
