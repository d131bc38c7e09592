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

    static Padding3 VolumePaddingOf(GoldenArgs a) => a.IsText("padding") ? PaddingOf(a) : a.Triple("padding", 0);

    static Size3? VolumeStrideOf(GoldenArgs a) => a.Has("stride") ? a.Triple("stride", 1) : null;

    static PadMode ModeOf(GoldenArgs a) => a.Text("padding_mode", "zeros") switch
    {
        "reflect" => PadMode.Reflect,
        "replicate" => PadMode.Replicate,
        "circular" => PadMode.Circular,
        _ => PadMode.Constant,
    };

    [Fact]
    public void Conv1d() => LayerCase.Check("Conv1d", a => new Conv1d(
        a.Int("in_channels"), a.Int("out_channels"), a.Int("kernel_size"), a.Int("stride", 1), PaddingOf(a), a.Int("dilation", 1), a.Int("groups", 1), a.Bool("bias", true), ModeOf(a)));

    [Fact]
    public void Conv2d() => LayerCase.Check("Conv2d", a => new Conv2d(
        a.Int("in_channels"), a.Int("out_channels"), a.Pair("kernel_size"), StrideOf(a), PaddingOf(a), a.Pair("dilation", 1), a.Int("groups", 1), a.Bool("bias", true), ModeOf(a)));

    [Fact]
    public void Conv3d() => LayerCase.Check("Conv3d", a => new Conv3d(
        a.Int("in_channels"), a.Int("out_channels"), a.Triple("kernel_size", 1), VolumeStrideOf(a), VolumePaddingOf(a), a.Triple("dilation", 1), a.Int("groups", 1), a.Bool("bias", true), ModeOf(a)));

    [Fact]
    public void ConvTranspose1d() => LayerCase.Check("ConvTranspose1d", a => new ConvTranspose1d(
        a.Int("in_channels"), a.Int("out_channels"), a.Int("kernel_size"), a.Int("stride", 1), a.Int("padding", 0), a.Int("output_padding", 0), a.Int("groups", 1), a.Bool("bias", true), a.Int("dilation", 1)));

    [Fact]
    public void ConvTranspose3d() => LayerCase.Check("ConvTranspose3d", a => new ConvTranspose3d(
        a.Int("in_channels"), a.Int("out_channels"), a.Triple("kernel_size", 1), VolumeStrideOf(a), a.Triple("padding", 0), a.Triple("output_padding", 0), a.Int("groups", 1), a.Bool("bias", true), a.Triple("dilation", 1)));

    [Fact]
    public void Unfold() => LayerCase.Check("Unfold", a => new Unfold(a.Pair("kernel_size"), a.Pair("dilation", 1), a.Pair("padding", 0), a.Pair("stride", 1)));

    [Fact]
    public void Fold() => LayerCase.Check("Fold", a => new Fold(a.Pair("output_size"), a.Pair("kernel_size"), a.Pair("dilation", 1), a.Pair("padding", 0), a.Pair("stride", 1)));

    [Fact]
    public void MaxPool2d() => LayerCase.Check("MaxPool2d", a => new MaxPool2d(
        a.Pair("kernel_size"), StrideOf(a), a.Pair("padding", 0), a.Pair("dilation", 1), a.Bool("ceil_mode", false)));

    [Fact]
    public void AvgPool2d() => LayerCase.Check("AvgPool2d", a => new AvgPool2d(
        a.Pair("kernel_size"), StrideOf(a), a.Pair("padding", 0), a.Bool("ceil_mode", false), a.Bool("count_include_pad", true), a.Has("divisor_override") ? a.Int("divisor_override") : null));

    [Fact]
    public void AdaptiveAvgPool2d() => LayerCase.Check("AdaptiveAvgPool2d", a => new AdaptiveAvgPool2d((int?)a.List("output_size")[0], (int?)a.List("output_size")[^1]));

    [Fact]
    public void Relu() => LayerCase.Check("ReLU", _ => new Relu());

    [Fact]
    public void Relu6() => LayerCase.Check("ReLU6", _ => new Relu6());

    [Fact]
    public void LeakyRelu() => LayerCase.Check("LeakyReLU", a => new LeakyRelu(a.Double("negative_slope", 0.01)));

    [Fact]
    public void PRelu() => LayerCase.Check("PReLU", a => new PRelu(a.Int("num_parameters", 1)));

    [Fact]
    public void Elu() => LayerCase.Check("ELU", a => new Elu(a.Double("alpha", 1)));

    [Fact]
    public void Selu() => LayerCase.Check("SELU", _ => new Selu());

    [Fact]
    public void Celu() => LayerCase.Check("CELU", a => new Celu(a.Double("alpha", 1)));

    [Fact]
    public void Silu() => LayerCase.Check("SiLU", _ => new Silu());

    [Fact]
    public void Mish() => LayerCase.Check("Mish", _ => new Mish());

    [Fact]
    public void Sigmoid() => LayerCase.Check("Sigmoid", _ => new Sigmoid());

    [Fact]
    public void Softmax() => LayerCase.Check("Softmax", a => new Softmax(a.Int("dim", -1)));

    [Fact]
    public void LogSoftmax() => LayerCase.Check("LogSoftmax", a => new LogSoftmax(a.Int("dim", -1)));

    [Fact]
    public void Embedding() => LayerCase.Check("Embedding", a => new Embedding(a.Long("num_embeddings"), a.Long("embedding_dim"), a.Has("padding_idx") ? a.Long("padding_idx") : null, maxNorm: a.Has("max_norm") ? a.Optional("max_norm", null) : null, normType: a.Double("norm_type", 2)));

    [Fact]
    public void Tanh() => LayerCase.Check("Tanh", _ => new Tanh());

    [Fact]
    public void Softplus() => LayerCase.Check("Softplus", a => new Softplus(a.Double("beta", 1), a.Double("threshold", 20)));

    [Fact]
    public void Softsign() => LayerCase.Check("Softsign", _ => new Softsign());

    [Fact]
    public void Hardswish() => LayerCase.Check("Hardswish", _ => new Hardswish());

    [Fact]
    public void Hardsigmoid() => LayerCase.Check("Hardsigmoid", _ => new Hardsigmoid());

    [Fact]
    public void Hardtanh() => LayerCase.Check("Hardtanh", a => new Hardtanh(a.Double("min_val", -1), a.Double("max_val", 1)));

    [Fact]
    public void LogSigmoid() => LayerCase.Check("LogSigmoid", _ => new LogSigmoid());

    [Fact]
    public void BatchNorm1d() => LayerCase.Check("BatchNorm1d", a => new BatchNorm1d(
        a.Int("num_features"), a.Double("eps", 1e-5), a.Optional("momentum", 0.1), a.Bool("affine", true), a.Bool("track_running_stats", true)));

    [Fact]
    public void BatchNorm2d() => LayerCase.Check("BatchNorm2d", a => new BatchNorm2d(
        a.Int("num_features"), a.Double("eps", 1e-5), a.Optional("momentum", 0.1), a.Bool("affine", true), a.Bool("track_running_stats", true)));

    [Fact]
    public void LayerNorm() => LayerCase.Check("LayerNorm", a => new LayerNorm(
        [.. a.List("normalized_shape").Select(size => size!.Value)], a.Double("eps", 1e-5), a.Bool("elementwise_affine", true)));

    [Fact]
    public void GroupNorm() => LayerCase.Check("GroupNorm", a => new GroupNorm(
        a.Int("num_groups"), a.Int("num_channels"), a.Double("eps", 1e-5), a.Bool("affine", true)));

    [Fact]
    public void ConvTranspose2d() => LayerCase.Check("ConvTranspose2d", a => new ConvTranspose2d(
        a.Int("in_channels"), a.Int("out_channels"), a.Pair("kernel_size"), StrideOf(a), a.Pair("padding", 0), a.Pair("output_padding", 0), a.Int("groups", 1), a.Bool("bias", true), a.Pair("dilation", 1)));

    [Fact]
    public void Gelu() => LayerCase.Check("GELU", a => new Gelu(a.Text("approximate", "none") == "tanh"));

    [Fact]
    public void Dropout() => LayerCase.Check("Dropout", a => new Dropout(a.Double("p", 0.5)));
}
