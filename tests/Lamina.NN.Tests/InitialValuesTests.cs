using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Layers start as PyTorch's do: uniform in ±1/√(inputs of an output).</summary>
public sealed class InitialValuesTests
{
    static void IsUniform(string what, Parameter parameter, double bound)
    {
        double[] values = parameter.Value.ToArray<double>();
        double most = values.Max(Math.Abs), mean = values.Average(), variance = values.Average(x => x * x);
        Assert.True(most <= bound * (1 + 1e-6) && most > 0.98 * bound, $"{what}: the largest magnitude is {most}, not just below {bound}");
        Assert.True(Math.Abs(mean) < 4 * bound / Math.Sqrt(3.0 * values.Length), $"{what}: the mean is {mean}");
        Assert.True(Math.Abs((variance * 3 / (bound * bound)) - 1) < 4 / Math.Sqrt(values.Length), $"{what}: the variance is {variance}, not {bound * bound / 3}");
    }

    [Fact]
    public void WeightsAndBiasesAreUniform()
    {
        Linear linear = new(300, 400);
        IsUniform("linear weight", linear.Weight, 1 / Math.Sqrt(300));
        IsUniform("linear bias", linear.Bias!, 1 / Math.Sqrt(300));
        Conv2d conv2d = new(16, 500, (3, 5), groups: 4);
        IsUniform("conv2d weight", conv2d.Weight, 1 / Math.Sqrt(4 * 15));
        IsUniform("conv2d bias", conv2d.Bias!, 1 / Math.Sqrt(4 * 15));
        Conv1d conv1d = new(8, 600, 7);
        IsUniform("conv1d weight", conv1d.Weight, 1 / Math.Sqrt(8 * 7));
        IsUniform("conv1d bias", conv1d.Bias!, 1 / Math.Sqrt(8 * 7));
        Conv3d conv3d = new(8, 600, (1, 2, 3), groups: 2);
        IsUniform("conv3d weight", conv3d.Weight, 1 / Math.Sqrt(4 * 6));
        IsUniform("conv3d bias", conv3d.Bias!, 1 / Math.Sqrt(4 * 6));
        ConvTranspose1d transposed = new(60, 500, 3, groups: 4);
        IsUniform("conv_transpose1d weight", transposed.Weight, 1 / Math.Sqrt(125 * 3));
        IsUniform("conv_transpose1d bias", transposed.Bias!, 1 / Math.Sqrt(125 * 3));
        IsUniform("conv_transpose3d weight", new ConvTranspose3d(60, 20, (3, 1, 2)).Weight, 1 / Math.Sqrt(20 * 6));
        SeparableConv2d separable = new(60, 400, (3, 5), depthMultiplier: 2);
        IsUniform("depthwise weight", separable.Depthwise.Weight, 1 / Math.Sqrt(15));
        IsUniform("pointwise weight", separable.Pointwise.Weight, 1 / Math.Sqrt(120));
        IsUniform("deform weight", new DeformConv2d(60, 40, 3).Weight, 1 / Math.Sqrt(540));
        Assert.NotEqual(new Linear(3, 3).Weight.Value.ToArray<float>(), new Linear(3, 3).Weight.Value.ToArray<float>());
    }

    [Fact]
    public void SizesThatCannotBeAreRefused()
    {
        foreach (Action make in (Action[])
        [
            () => _ = new Linear(0, 3),
            () => _ = new Linear(3, -1),
            () => _ = new Conv2d(0, 3, 3),
            () => _ = new Conv2d(3, 3, (3, 0)),
            () => _ = new Conv2d(3, 3, 3, stride: 0),
            () => _ = new Conv2d(3, 3, 3, dilation: (1, 0)),
            () => _ = new Conv2d(3, 3, 3, padding: -1),
            () => _ = new Conv2d(4, 6, 3, groups: 4),
            () => _ = new Conv2d(4, 6, 3, groups: 0),
            () => _ = new Conv1d(4, 6, 0),
            () => _ = new Conv3d(4, 6, (0, 3, 3)),
            () => _ = new Conv3d(4, 6, 3, stride: (1, 1, 0)),
            () => _ = new Conv3d(4, 6, 3, padding: (-1, 0, 0)),
            () => _ = new Conv3d(4, 6, 3, padding: (Padding)(1, 2)),
            () => _ = new Conv3d(4, 6, 3, groups: 3),
            () => _ = new ConvTranspose1d(4, 6, 3, outputPadding: 1),
            () => _ = new ConvTranspose3d(4, 6, 3, stride: (1, 2, 2), outputPadding: 1),
            () => _ = new SeparableConv2d(4, 6, 3, depthMultiplier: 0),
            () => _ = new DeformConv2d(4, 6, 3, padding: -1),
        ])
            Assert.Throws<ShapeException>(make);
    }
}
