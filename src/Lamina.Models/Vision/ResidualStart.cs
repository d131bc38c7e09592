using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>How convolutions of residual networks begin: He's normal numbers by the fan of the output, and no bias, since normalization follows.</summary>
internal static class ResidualStart
{
    public static Conv2d Conv(int inChannels, int channels, int kernel, int stride)
    {
        Conv2d conv = new(inChannels, channels, kernel, stride, kernel / 2, bias: false);
        Init.Fill(conv.Weight, (shape, dtype, generator) => Init.VarianceScaling(shape, 2, Fan.Out, RandomForm.Normal, dtype, generator));
        return conv;
    }

    /// <summary>Blocks one after another; the first may change channels and size.</summary>
    public static Sequential Stage(int blocks, int inChannels, int channels, int stride, bool projection) =>
        [.. Enumerable.Range(0, blocks).Select(i => new BasicBlock(i == 0 ? inChannels : channels, channels, i == 0 ? stride : 1, projection))];
}
