using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Every layer against PyTorch: one line each.</summary>
public sealed class LayerTests
{
    static Padding PaddingOf(GoldenArgs a) =>
        !a.Has("padding") ? 0 : !a.IsText("padding") ? a.Pair("padding") : a.Text("padding", "") == "same" ? Padding.Same : Padding.Valid;

    static Size2? StrideOf(GoldenArgs a) => a.Has("stride") ? a.Pair("stride") : null;

    [Fact]
    public void Linear() => LayerCase.Check("Linear", a => new Linear(a.Long("in_features"), a.Long("out_features"), a.Bool("bias", true)));

    [Fact]
    public void Flatten() => LayerCase.Check("Flatten", a => new Flatten(a.Int("start_dim", 1), a.Int("end_dim", -1)));

    [Fact]
    public void Conv1d() => LayerCase.Check("Conv1d", a => new Conv1d(
        a.Int("in_channels"), a.Int("out_channels"), a.Int("kernel_size"), a.Int("stride", 1), PaddingOf(a), a.Int("dilation", 1), a.Int("groups", 1), a.Bool("bias", true)));

    [Fact]
    public void Conv2d() => LayerCase.Check("Conv2d", a => new Conv2d(
        a.Int("in_channels"), a.Int("out_channels"), a.Pair("kernel_size"), StrideOf(a), PaddingOf(a), a.Pair("dilation", 1), a.Int("groups", 1), a.Bool("bias", true)));

    [Fact]
    public void MaxPool2d() => LayerCase.Check("MaxPool2d", a => new MaxPool2d(
        a.Pair("kernel_size"), StrideOf(a), a.Pair("padding", 0), a.Pair("dilation", 1), a.Bool("ceil_mode", false)));

    [Fact]
    public void AvgPool2d() => LayerCase.Check("AvgPool2d", a => new AvgPool2d(
        a.Pair("kernel_size"), StrideOf(a), a.Pair("padding", 0), a.Bool("ceil_mode", false), a.Bool("count_include_pad", true)));

    [Fact]
    public void AdaptiveAvgPool2d() => LayerCase.Check("AdaptiveAvgPool2d", a => new AdaptiveAvgPool2d((int?)a.List("output_size")[0], (int?)a.List("output_size")[^1]));

    [Fact]
    public void Relu() => LayerCase.Check("ReLU", _ => new Relu());
}
