using Xunit;

namespace Lamina.NN.Tests;

public sealed class NormalizationTests
{
    [Fact]
    public void RunningStatisticsFollowTheData()
    {
        BatchNorm1d norm = new(2);
        Generator generator = new(5);
        for (int step = 0; step < 200; step++)
            norm.Forward(Tensor.Randn([256, 2], generator: generator) * Tensor.From(2f, 0.5f) + Tensor.From(3f, -1f));
        double[] mean = norm.RunningMean!.Value.ToArray<double>(), variance = norm.RunningVar!.Value.ToArray<double>();
        Assert.Equal([3, -1], mean, (a, b) => Math.Abs(a - b) < 0.1);
        Assert.Equal([4, 0.25], variance, (a, b) => Math.Abs((b / a) - 1) < 0.1);
        Assert.Equal(200, norm.NumBatchesTracked!.Value.ToInt64());
        norm.Eval();
        Tensor x = Tensor.From<float>([3, -1], [1, 2]);
        Assert.All(norm.Forward(x).ToArray<double>(), value => Assert.InRange(value, -0.1, 0.1));
        Assert.Equal(200, norm.NumBatchesTracked.Value.ToInt64());
    }

    [Fact]
    public void RunningStatisticsAreNotTouchedAgainWhereACheckpointComputesAgain()
    {
        BatchNorm1d plain = new(2), saved = new(2);
        Tensor x = Tensor.Randn([8, 2], generator: new Generator(5)).RequireGrad();
        plain.Forward(x).Square().Sum().Backward();
        double[] expected = x.Grad!.ToArray<double>();
        x.Grad = null;
        Checkpoint.Run(saved.Forward, x).Square().Sum().Backward();
        Assert.Equal(expected, x.Grad!.ToArray<double>());
        Assert.Equal(plain.Weight!.Grad!.ToArray<double>(), saved.Weight!.Grad!.ToArray<double>());
        Assert.Equal(1, saved.NumBatchesTracked!.Value.ToInt64());
        Assert.Equal(plain.RunningMean!.Value.ToArray<double>(), saved.RunningMean!.Value.ToArray<double>());
        Assert.Equal(plain.RunningVar!.Value.ToArray<double>(), saved.RunningVar!.Value.ToArray<double>());
    }

    [Fact]
    public void InputsThatDoNotFitAreToldWhatToDo()
    {
        string Of(Layer<Tensor, Tensor> layer, params long[] shape) => Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Ones(shape))).Message;
        Assert.StartsWith("BatchNorm2d(3) needs [N, 3, H, W]; got [2, 4, 5, 5].", Of(new BatchNorm2d(3), 2, 4, 5, 5), StringComparison.Ordinal);
        Assert.StartsWith("BatchNorm1d(3) needs [N, 3] or [N, 3, L]; got [2, 3, 5, 5].", Of(new BatchNorm1d(3), 2, 3, 5, 5), StringComparison.Ordinal);
        Assert.StartsWith("BatchNorm1d(3) needs more than one value a channel", Of(new BatchNorm1d(3), 1, 3), StringComparison.Ordinal);
        Assert.StartsWith("LayerNorm([3, 4]) needs [3, 4] as last axes; got [3, 5].", Of(new LayerNorm([3, 4]), 3, 5), StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new LayerNorm([]));
        Assert.Throws<ShapeException>(() => new BatchNorm1d(0));
        Assert.StartsWith("PRelu(3) needs 3 channels", Of(new PRelu(3), 2, 4), StringComparison.Ordinal);
    }
}
