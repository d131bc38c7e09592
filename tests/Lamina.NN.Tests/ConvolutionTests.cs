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

    [Fact]
    public void InputsThatDoNotFitAreToldWhatToDo()
    {
        string Of(Layer<Tensor, Tensor> layer, params long[] shape) => Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones(shape))).Message;
        Assert.Equal("Conv2d(3→8, 3×3) needs [N, 3, H, W]; got [2, 9, 9, 3]. The channels stand last; they go before the height: Permute(0, 3, 1, 2).", Of(new Conv2d(3, 8, 3), 2, 9, 9, 3));
        Assert.Contains("Unsqueeze(1)", Of(new Conv2d(1, 8, 3), 2, 9, 9), StringComparison.Ordinal);
        Assert.Contains("4 channels", Of(new Conv2d(3, 8, 3), 2, 4, 9, 9), StringComparison.Ordinal);
        Assert.Contains("Permute(0, 2, 1)", Of(new Conv1d(3, 8, 3), 2, 9, 3), StringComparison.Ordinal);
        Assert.StartsWith("Conv2d(3→8, 3×3): conv2d: a kernel of 3×3", Of(new Conv2d(3, 8, 3), 2, 3, 2, 9), StringComparison.Ordinal);
        Assert.StartsWith("MaxPool2d(2×2) needs [N, C, H, W]; got [4].", Of(new MaxPool2d(2), 4), StringComparison.Ordinal);
        Assert.StartsWith("AdaptiveAvgPool2d(0×W): adaptive_avg_pool2d", Of(new AdaptiveAvgPool2d(0, null), 1, 1, 2, 2), StringComparison.Ordinal);
    }
}
