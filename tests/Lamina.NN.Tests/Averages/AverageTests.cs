using Xunit;

namespace Lamina.NN.Tests.Averages;

public sealed class AverageTests
{
    [Fact]
    public void Averages_follow_their_formulas()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16])
        {
            Linear layer = new(1, 1, bias: false);
            layer.To(dtype);
            WeightAverage exponential = WeightAverage.Exponential(layer, 0.75), plain = WeightAverage.Stochastic(layer);
            double expected = double.NaN, sum = 0;
            for (int n = 1; n <= 8; n++)
            {
                double value = n * n / 4.0;
                layer.Weight.Load(Tensor.Full([1, 1], value));
                exponential.Update();
                plain.Update();
                expected = n == 1 ? value : (0.75 * expected) + (0.25 * value);
                sum += value;
                Assert.Equal(expected, exponential.StateDict()["weight"].ToDouble(), 1e-5);
                Assert.Equal(sum / n, plain.StateDict()["weight"].ToDouble(), 1e-5);
            }

            Assert.Equal(8, plain.StateDict()["n_averaged"].ToInt64());
            using (exponential.Apply())
                Assert.Equal(expected, layer.Weight.Value.ToDouble(), dtype == DType.BFloat16 ? 0.05 : 1e-5);
            Assert.Equal(16, layer.Weight.Value.ToDouble());
        }
    }

    [Fact]
    public void A_captured_average_has_the_bits_of_an_eager_one_and_a_loaded_one_goes_on()
    {
        (Linear eager, Linear captured, Linear third) = (new(4, 3), new(4, 3), new(4, 3));
        captured.LoadStateDict(eager.StateDict());
        third.LoadStateDict(eager.StateDict());
        (WeightAverage first, WeightAverage second, WeightAverage loaded) = (WeightAverage.Exponential(eager, 0.9), WeightAverage.Exponential(captured, 0.9), WeightAverage.Exponential(third, 0.9));
        (Func<Tensor, Tensor> train, Func<Tensor, Tensor> also, Func<Tensor, Tensor> last) = (Train(eager, first), Train(captured, second), Train(third, loaded));
        Step step = Capture.Step(also);
        for (int i = 0; i < 6; i++)
        {
            Tensor x = Tensor.Full([2, 4], i + 1);
            train(x);
            step.Run(x);
            if (i >= 3)
                last(x);
            if (i != 2)
                continue;
            third.LoadStateDict(eager.StateDict());
            loaded.LoadStateDict(first.StateDict());
        }

        Assert.Null(step.WhyEager);
        foreach ((string key, Tensor tensor) in first.StateDict())
        {
            Assert.Equal(tensor.ToArray<double>(), second.StateDict()[key].ToArray<double>());
            Assert.Equal(tensor.ToArray<double>(), loaded.StateDict()[key].ToArray<double>());
        }

        Assert.NotEqual(first.StateDict()["weight"].ToArray<float>(), eager.Weight.Value.ToArray<float>());
        Assert.Equal(["bias"], Assert.Throws<StateDictException>(() => first.LoadStateDict(new Dictionary<string, Tensor> { ["weight"] = Tensor.Ones([3, 4]), ["n_averaged"] = Tensor.Ones([]) })).Missing);

        static Func<Tensor, Tensor> Train(Linear layer, WeightAverage average)
        {
            Sgd optimizer = new(layer.Parameters(), 0.01);
            return x =>
            {
                optimizer.ZeroGrad();
                Tensor loss = layer.Forward(x).Square().Mean();
                loss.Backward();
                optimizer.Step();
                average.Update();
                return loss.Detach();
            };
        }
    }

    [Fact]
    public void Running_statistics_are_those_of_the_averaged_weights_and_the_own_come_back()
    {
        Sequential net = new(new Linear(2, 3), new BatchNorm1d(3));
        BatchNorm1d norm = (BatchNorm1d)net[1];
        WeightAverage average = WeightAverage.Stochastic(net);
        average.Update();
        net.Parameters()[0].Load(Tensor.Zeros([3, 2]));
        average.Update();
        Tensor[] batches = [.. Enumerable.Range(0, 4).Select(seed => Tensor.Randn([8, 2], generator: new Generator(seed)))];
        norm.RunningMean!.Load(Tensor.Full([3], 7));
        net.Eval();
        using (average.Apply())
        {
            average.UpdateBatchNorm(net.Forward, batches);
            Tensor features = ((Linear)net[0]).Forward(Tensor.Concatenate(batches, 0));
            double[] wanted = features.Mean(0).ToArray<double>(), got = norm.RunningMean.Value.ToArray<double>();
            for (int i = 0; i < 3; i++)
                Assert.Equal(wanted[i], got[i], 1e-5);
            double[] variances = [.. Enumerable.Range(0, 3).Select(i => batches.Average(batch => ((Linear)net[0]).Forward(batch)[.., i].Variance().ToDouble()))];
            for (int i = 0; i < 3; i++)
                Assert.Equal(variances[i], norm.RunningVar!.Value.ToArray<double>()[i], 1e-5);
        }

        Assert.Equal([7f, 7, 7], norm.RunningMean.Value.ToArray<float>());
        Assert.Equal(0.1, norm.Momentum);
        Assert.False(norm.IsTraining);
    }
}
