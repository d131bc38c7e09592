using Xunit;

namespace Lamina.NN.Tests;

public sealed class ConvolutionTests
{
    /// <summary>"Same" with a stride gives ⌈input ÷ stride⌉, as in Keras, and at most one more zero behind than before.</summary>
    [Fact]
    public void SamePaddingKeepsTheSizeOverTheStride()
    {
        foreach (int size in (int[])[1, 2, 5, 8, 9])
            foreach (int kernel in (int[])[1, 2, 3, 4, 5])
                foreach (int stride in (int[])[1, 2, 3])
                    foreach (int dilation in (int[])[1, 2])
                    {
                        Tensor y = new Conv2d(1, 2, kernel, stride, Padding.Same, dilation).Forward(Tensor.Ones([1, 1, size, size + 1]));
                        long Expected(int input) => (input + stride - 1) / stride;
                        Assert.Equal([1, 2, Expected(size), Expected(size + 1)], y.Shape);
                        (int before, int after) = Padding.Same.Rows(size, kernel, stride, dilation);
                        Assert.InRange(after - before, 0, 1);
                        Assert.Equal([1, 2, Expected(size)], new Conv1d(1, 2, kernel, stride, Padding.Same, dilation).Forward(Tensor.Ones([1, 1, size])).Shape);
                    }
    }

    /// <summary>A separable convolution is the convolution whose kernels are products: W[o, c, u, v] = Σₘ pointwise[o, c·M + m]·depthwise[c·M + m, u, v].</summary>
    [Fact]
    public void SeparableConvolutionsAreConvolutionsOfProducts()
    {
        SeparableConv2d layer = new(3, 4, (3, 2), (2, 1), Padding.Same, (1, 2), depthMultiplier: 2);
        layer.To(DType.Float64);
        Assert.Equal(["depthwise.weight", "pointwise.weight", "pointwise.bias"], layer.StateDict().Keys);
        Tensor kernel = (layer.Pointwise.Weight.Value.Reshape(4, 3, 2, 1, 1) * layer.Depthwise.Weight.Value.Reshape(3, 2, 3, 2)).Sum(2);
        Conv2d whole = new(3, 4, (3, 2), (2, 1), Padding.Same, (1, 2));
        whole.To(DType.Float64);
        whole.Weight.Load(kernel);
        whole.Bias!.Load(layer.Bias!);
        Tensor x = Tensor.Randn([2, 3, 7, 6], DType.Float64);
        Assert.True((whole.Forward(x) - layer.Forward(x)).Abs().Max().ToDouble() < 1e-12);

        SeparableConv1d line = new(3, 4, 5, 2, 3, 2, bias: false);
        line.To(DType.Float64);
        Tensor flat = (line.Pointwise.Weight.Value.Reshape(4, 3, 1) * line.Depthwise.Weight.Value.Reshape(3, 5));
        Tensor z = Tensor.Randn([2, 3, 11], DType.Float64);
        Assert.True((z.Conv1d(flat, null, 2, 3, 3, 2) - line.Forward(z)).Abs().Max().ToDouble() < 1e-12);
    }

    /// <summary>Without offsets a deformable convolution is a convolution, and a mask of halves halves it.</summary>
    [Fact]
    public void DeformableConvolutionsWithoutOffsetsAreConvolutions()
    {
        DeformConv2d layer = new(4, 6, (3, 2), (2, 1), (1, 2), (1, 2), groups: 2);
        Conv2d plain = new(4, 6, (3, 2), (2, 1), (1, 2), (1, 2), groups: 2);
        plain.LoadStateDict(layer.StateDict());
        Tensor x = Tensor.Randn([2, 4, 7, 6]), y = plain.Forward(x);
        Tensor offset = Tensor.Zeros([2, 12, y.Shape[2], y.Shape[3]]);
        Assert.True((y - layer.Call(x, offset, null)).Abs().Max().ToDouble() < 1e-5);
        Tensor halves = Tensor.Full([2, 6, y.Shape[2], y.Shape[3]], 0.5), bias = layer.Bias!.Value.Reshape(-1, 1, 1);
        Assert.True((((y - bias) * 0.5) + bias - layer.Call(x, offset, halves)).Abs().Max().ToDouble() < 1e-5);
    }

    [Fact]
    public void InputsThatDoNotFitAreToldWhatToDo()
    {
        string Of(Layer<Tensor, Tensor> layer, params long[] shape) => Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones(shape))).Message;
        Assert.Equal("Conv2d(3→8, 3×3) needs [N, 3, H, W]; got [2, 9, 9, 3]. The channels stand last; they go before the height: Permute(0, 3, 1, 2).", Of(new Conv2d(3, 8, 3), 2, 9, 9, 3));
        Assert.Contains("Unsqueeze(1)", Of(new Conv2d(1, 8, 3), 2, 9, 9), StringComparison.Ordinal);
        Assert.Contains("4 channels", Of(new Conv2d(3, 8, 3), 2, 4, 9, 9), StringComparison.Ordinal);
        Assert.Contains("Permute(0, 2, 1)", Of(new Conv1d(3, 8, 3), 2, 9, 3), StringComparison.Ordinal);
        Assert.StartsWith("Conv2d(3→8, 3×3): conv2d: a kernel of 3×3", Of(new Conv2d(3, 8, 3), 2, 3, 2, 9), StringComparison.Ordinal);
        Assert.Equal("Conv3d(3→8, 3×3×3) needs [N, 3, D, H, W]; got [2, 9, 9, 9, 3]. The channels stand last; they go before the depth: Permute(0, 4, 1, 2, 3).", Of(new Conv3d(3, 8, 3), 2, 9, 9, 9, 3));
        Assert.Contains("Permute(0, 2, 1)", Of(new ConvTranspose1d(3, 8, 3), 2, 9, 3), StringComparison.Ordinal);
        Assert.Contains("Unsqueeze(1)", Of(new ConvTranspose3d(1, 8, 3), 2, 9, 9, 9), StringComparison.Ordinal);
        Assert.Contains("windows of 2×2", Of(new Fold(4, 2), 1, 8, 4), StringComparison.Ordinal);
        Assert.StartsWith("MaxPool2d(2×2) needs [N, C, H, W]; got [4].", Of(new MaxPool2d(2), 4), StringComparison.Ordinal);
        Assert.StartsWith("AdaptiveAvgPool2d(0×W): adaptive_avg_pool2d", Of(new AdaptiveAvgPool2d(0, null), 1, 1, 2, 2), StringComparison.Ordinal);
    }
}
