using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Layers that draw at random: what they drop, how often, and that a captured step draws as an eager one.</summary>
public sealed class NoiseTests
{
    static readonly (Func<Generator, Layer<Tensor, Tensor>> Make, Shape Input)[] Layers =
    [
        (g => new Dropout1d(0.3, g), [4, 5, 6]), (g => new Dropout2d(0.3, g), [4, 5, 3, 6]), (g => new Dropout3d(0.3, g), [4, 5, 2, 3, 2]),
        (g => new AlphaDropout(0.3, g), [40, 5]), (g => new FeatureAlphaDropout(0.3, g), [4, 5, 6]), (g => new StochasticDepth(0.3, generator: g), [8, 5]),
        (g => new StochasticDepth(0.3, wholeBatch: true, g), [8, 5]), (g => new DropBlock2d(0.3, 3, generator: g), [2, 3, 9, 8]), (g => new RRelu(generator: g), [8, 9]),
    ];

    [Fact]
    public void A_captured_step_draws_as_an_eager_one_and_evaluation_does_not()
    {
        foreach ((Func<Generator, Layer<Tensor, Tensor>> make, Shape shape) in Layers)
        {
            Layer<Tensor, Tensor> eager = make(new Generator(9)), captured = make(new Generator(9));
            Func<Tensor, Tensor> Body(Layer<Tensor, Tensor> layer) => x =>
            {
                Tensor input = x.Detach().RequireGrad();
                Tensor y = layer.Forward(input);
                (y * y).Sum().Backward();
                return Tensor.Concatenate([y.Detach().Reshape(-1), input.Grad!.Reshape(-1)]);
            };
            Step step = Capture.Step(Body(captured));
            HashSet<string> seen = [];
            for (int i = 0; i < 5; i++)
            {
                Tensor x = Tensor.Randn(shape, generator: new Generator(i));
                float[] expected = Body(eager)(x).ToArray<float>();
                Assert.Equal(expected, step.Run(x).ToArray<float>());
                seen.Add(string.Join(' ', eager.Forward(Tensor.Ones(shape)).ToArray<float>()) + string.Join(' ', eager.Forward(-Tensor.Ones(shape)).ToArray<float>()));
                captured.Forward(Tensor.Ones(shape));
                captured.Forward(-Tensor.Ones(shape));
            }

            Assert.True(step.WhyEager is null, $"{eager}: {step.WhyEager}");
            Assert.True(seen.Count > 1, $"{eager} always draws the same.");
            eager.Eval();
            Tensor again = Tensor.Randn(shape, generator: new Generator(7));
            Assert.Equal(eager.Forward(again).ToArray<float>(), eager.Forward(again).ToArray<float>());
            if (eager is not RRelu)
                Assert.Same(again, eager.Forward(again));
        }
    }

    [Fact]
    public void Whole_channels_are_dropped_and_the_expectation_stays()
    {
        foreach ((ChannelDropout layer, Shape shape) in new (ChannelDropout, Shape)[]
        {
            (new Dropout1d(0.25, new Generator(3)), [200, 50, 4]), (new Dropout2d(0.25, new Generator(3)), [200, 50, 2, 2]), (new Dropout3d(0.25, new Generator(3)), [200, 50, 1, 2, 2]),
        })
        {
            Tensor y = layer.Forward(Tensor.Ones(shape)).Reshape(10_000, 4);
            float[] lows = y.Amin(1).ToArray<float>(), highs = y.Amax(1).ToArray<float>();
            Assert.Equal(lows, highs);
            Assert.All(lows, value => Assert.True(value == 0 || Math.Abs(value - (4f / 3)) < 1e-6));
            Assert.InRange(lows.Count(value => value == 0), 2300, 2700);
            Assert.Equal(shape.Remove(0), layer.Forward(Tensor.Ones(shape.Remove(0))).Shape);
        }
    }

    [Fact]
    public void Alpha_dropout_keeps_mean_and_variance()
    {
        foreach (double p in (double[])[0.1, 0.5, 0.8])
        {
            foreach (Layer<Tensor, Tensor> layer in (Layer<Tensor, Tensor>[])[new AlphaDropout(p, new Generator(4)), new FeatureAlphaDropout(p, new Generator(4))])
            {
                Tensor y = layer.Forward(Tensor.Randn([400, 500], generator: new Generator(5)));
                Assert.InRange(y.Mean().ToDouble(), -0.02, 0.02);
                Assert.InRange(y.Variance().ToDouble(), 0.97, 1.03);
                double a = 1 / Math.Sqrt((1 - p) * (1 + (p * 1.7580993408473766 * 1.7580993408473766))), dropped = -1.7580993408473766 * a * (1 - p);
                Assert.InRange(y.ToArray<double>().Count(value => Math.Abs(value - dropped) < 1e-6) / 200_000.0, p - 0.01, p + 0.01);
            }
        }

        Assert.All(new AlphaDropout(1).Forward(Tensor.Ones([5])).ToArray<float>(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Stochastic_depth_drops_samples_or_the_whole_batch()
    {
        Tensor y = new StochasticDepth(0.2, generator: new Generator(6)).Forward(Tensor.Ones([5000, 3]));
        Assert.Equal(y.Amin(1).ToArray<float>(), y.Amax(1).ToArray<float>());
        Assert.InRange(y.Amax(1).EqualTo(0).To(DType.Float32).Mean().ToDouble(), 0.18, 0.22);
        Assert.Equal(1.25f, y.Max().ToSingle(), 1e-6f);

        StochasticDepth whole = new(0.2, wholeBatch: true, new Generator(6));
        float[] values = [.. Enumerable.Range(0, 1000).Select(_ => whole.Forward(Tensor.Ones([3, 2])) is var z && z.Max().ToSingle() == z.Min().ToSingle() ? z.Max().ToSingle() : float.NaN)];
        Assert.All(values, value => Assert.True(value is 0 or 1.25f));
        Assert.InRange(values.Count(value => value == 0), 150, 250);
    }

    [Fact]
    public void Blocks_are_squares_of_about_the_share_asked_for_and_the_sum_stays()
    {
        Tensor y = new DropBlock2d(0.1, 3, generator: new Generator(7)).Forward(Tensor.Ones([20, 10, 24, 24]));
        float[] values = y.ToArray<float>();
        Assert.InRange(values.Count(value => value == 0) / (double)values.Length, 0.08, 0.105);
        Assert.Equal(1.0, values.Average(), 1e-3);

        // Every dropped place lies in a dropped 3 × 3 square.
        bool Dropped(int plane, int row, int column) => values[(plane * 576) + (row * 24) + column] == 0;
        for (int plane = 0; plane < 20; plane++)
        {
            bool[] covered = new bool[576];
            for (int row = 0; row < 22; row++)
            {
                for (int column = 0; column < 22; column++)
                {
                    (int Row, int Column)[] square = [.. from r in Enumerable.Range(row, 3) from c in Enumerable.Range(column, 3) select (r, c)];
                    if (square.All(at => Dropped(plane, at.Row, at.Column)))
                        Array.ForEach(square, at => covered[(at.Row * 24) + at.Column] = true);
                }
            }

            for (int i = 0; i < 576; i++)
                Assert.Equal(covered[i], Dropped(plane, i / 24, i % 24));
        }

        Assert.Equal([2, 3, 2, 2], new DropBlock2d(0.5, 7).Forward(Tensor.Ones([2, 3, 2, 2])).Shape);
    }

    [Fact]
    public void RRelu_draws_slopes_in_its_range()
    {
        RRelu layer = new(0.1, 0.4, new Generator(8));
        Tensor x = Tensor.Ones([10_000]).RequireGrad();
        Assert.All(layer.Forward(x).ToArray<float>(), value => Assert.Equal(1, value));
        Tensor y = layer.Forward(-x);
        float[] slopes = [.. y.ToArray<float>().Select(value => -value)];
        Assert.All(slopes, slope => Assert.InRange(slope, 0.1f, 0.4f));
        Assert.Equal(0.25, slopes.Average(), 5e-3);
        y.Sum().Backward();
        Assert.Equal(slopes.Select(slope => -slope), x.Grad!.ToArray<float>());
    }

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        foreach (double p in (double[])[-0.1, 1.1, double.NaN])
        {
            foreach (Func<object> make in (Func<object>[])[() => new Dropout2d(p), () => new AlphaDropout(p), () => new FeatureAlphaDropout(p), () => new StochasticDepth(p), () => new DropBlock2d(p, 3)])
                Assert.Throws<NumericException>(() => make());
        }

        Assert.Throws<ShapeException>(() => new DropBlock2d(0.1, 0));
        Assert.Throws<NumericException>(() => new RRelu(0.5, 0.2));
    }
}
