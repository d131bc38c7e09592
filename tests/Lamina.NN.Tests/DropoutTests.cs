using Xunit;

namespace Lamina.NN.Tests;

public sealed class DropoutTests
{
    [Fact]
    public void TrainingDropsAndEvaluationPassesOn()
    {
        Dropout layer = new(0.25, new Generator(3));
        Tensor x = Tensor.Ones([100, 100]).RequireGrad();
        Tensor y = layer.Forward(x);
        y.Sum().Backward();
        float[] values = y.ToArray<float>();
        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - (4f / 3)) < 1e-6));
        Assert.InRange(values.Count(value => value == 0), 2300, 2700);
        Assert.Equal(values, x.Grad!.ToArray<float>());
        Assert.NotEqual(values, layer.Forward(x).ToArray<float>());
        layer.Eval();
        Assert.Same(x, layer.Forward(x));
        Assert.Equal(values, new Dropout(0.25, new Generator(3)).Forward(x).ToArray<float>());
        foreach (double p in (double[])[-0.1, 1.1, double.NaN])
            Assert.Throws<NumericException>(() => new Dropout(p));
        Assert.All(new Dropout(1).Forward(x).ToArray<float>(), value => Assert.Equal(0, value));
    }
}
