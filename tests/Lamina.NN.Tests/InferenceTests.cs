using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Steps that predict: normalization in the convolution before it, as close as rounding allows, and never out of date.</summary>
[Collection(nameof(Alone))]
public sealed class InferenceTests
{
    sealed class Block : Layer<Tensor, Tensor>
    {
        readonly Conv2d conv1 = new(3, 8, 3, padding: 1, bias: false), conv2 = new(8, 8, 3, padding: 1), conv3 = new(8, 4, 1, groups: 2);
        readonly BatchNorm2d bn1 = new(8), bn2 = new(8, affine: false), bn3 = new(4);

        public BatchNorm2d[] Norms => [bn1, bn2, bn3];

        public Conv2d First => conv1;

        protected override Tensor Compute(Tensor x)
        {
            Tensor once = bn1.Call(conv1.Call(x)).Relu();

            // Two readers of a convolution: its own values are needed.
            Tensor twice = conv2.Call(once);
            return bn3.Call(conv3.Call((bn2.Call(twice) + twice).Relu()));
        }
    }

    static Block Made()
    {
        Tensor.Seed(4);
        Block block = new();
        using GradientScope off = Gradients.Off();
        foreach (BatchNorm2d norm in block.Norms)
        {
            norm.RunningMean!.Value.Fill<float>(Tensor.Normal([norm.NumFeatures], 0, 0.5).ToArray<float>());
            norm.RunningVar!.Value.Fill<float>(Tensor.Uniform([norm.NumFeatures], 0.2, 3).ToArray<float>());
            norm.Weight?.Value.Fill<float>(Tensor.Normal([norm.NumFeatures], 0, 1).ToArray<float>());
            norm.Bias?.Value.Fill<float>(Tensor.Normal([norm.NumFeatures], 0, 1).ToArray<float>());
        }

        block.Eval();
        return block;
    }

    static void Close(Tensor expected, Tensor actual)
    {
        double largest = expected.Abs().Max().ToDouble(), difference = (expected - actual).Abs().Max().ToDouble();
        Assert.True(difference <= 4e-6 * Math.Max(1, largest), $"differs by {difference}, largest {largest}");
    }

    static string[] Ops(Step step, Tensor x)
    {
        using Profiler profiler = Profiler.Start();
        step.Run(x);
        return [.. profiler.Ops.Select(op => op.Name)];
    }

    [Fact]
    public void Normalization_is_taken_into_the_convolution_that_nobody_else_reads()
    {
        Block block = Made();
        Step step = Capture.Inference(block.Call);
        foreach (int seed in (int[])[1, 2, 3])
        {
            Tensor x = Tensor.Normal([2, 3, 9, 7], 0, 1, generator: new Generator(seed));
            Tensor expected;
            using (Gradients.Off())
                expected = block.Call(x);
            Tensor actual = step.Run(x);
            Close(expected, actual);
            Assert.False(actual.RequiresGrad);
        }

        Tensor input = Tensor.Ones([2, 3, 9, 7]);
        string[] ops = Ops(step, input);
        Assert.Equal((3, 1), (ops.Count(op => op == "conv2d"), ops.Count(op => op == "channel_affine")));

        // A plain step keeps the bits.
        Step exact = Capture.Step(x => { using (Gradients.Off()) return block.Call(x); });
        exact.Run(input);
        Assert.Equal(3, Ops(exact, input).Count(op => op == "channel_affine"));
    }

    [Fact]
    public void What_training_changes_is_noticed()
    {
        Block block = Made();
        Step step = Capture.Inference(block.Call);
        Tensor x = Tensor.Normal([4, 3, 6, 6], 0, 1, generator: new Generator(9));
        step.Run(x);
        Sgd optimizer = new(block.Parameters(), 0.05);
        for (int i = 0; i < 4; i++)
        {
            block.Train();
            optimizer.ZeroGrad();
            block.Call(x).Square().Mean().Backward();
            optimizer.Step();
            block.Eval();
            Tensor expected;
            using (Gradients.Off())
                expected = block.Call(x);
            Tensor actual = step.Run(x);
            Close(expected, actual);
            Tensor before = actual.Clone();
            using (Gradients.Off())
            {
                block.First.Weight.Value.MultiplyInPlace(1.01);
                expected = block.Call(x);
            }

            Assert.NotEqual(before.ToArray<float>(), step.Run(x).ToArray<float>());
            Close(expected, step.Run(x));
        }
    }

    [Fact]
    public void A_normalization_that_takes_statistics_of_its_batch_stays()
    {
        Block block = Made();
        block.Train();
        Step step = Capture.Inference(block.Call);
        Tensor x = Tensor.Normal([4, 3, 6, 6], 0, 1, generator: new Generator(9));
        step.Run(x);
        Tensor actual = step.Run(x), expected;
        using (Gradients.Off())
            expected = block.Call(x);
        Assert.Equal(expected.ToArray<float>(), actual.ToArray<float>());
    }

    [Fact]
    public void A_relu_follows_the_pooling_that_alone_reads_it()
    {
        Tensor.Seed(5);
        Sequential network = new(new Conv2d(1, 4, 3), new Relu(), new MaxPool2d(3, 2, 1, ceilMode: true), new Conv2d(4, 3, 1), new Relu(), new MaxPool2d(2));
        network.Eval();
        Func<Tensor, Tensor> twice = x =>
        {
            Tensor positive = x.Relu();
            return positive.MaxPool2d(2) + positive.Slice(2, 0, 3).Slice(3, 0, 4).MaxPool2d(2).Sum();
        };
        Tensor input = Tensor.Normal([2, 1, 15, 18], 0, 1, generator: new Generator(1)), other = Tensor.Normal([2, 3, 6, 8], 0, 1, generator: new Generator(2));
        input[0, 0, 4, 4] = Tensor.From(float.NaN);
        foreach ((Func<Tensor, Tensor> body, Tensor x) in new[] { ((Func<Tensor, Tensor>)network.Call, input), (twice, other) })
        {
            Step step = Capture.Inference(body);
            step.Run(x);
            float[] actual = step.Run(x).ToArray<float>();
            using (Gradients.Off())
                Assert.Equal(body(x).ToArray<float>(), actual);
        }

        Assert.Equal(["conv2d", "max_pool2d", "relu", "conv2d", "max_pool2d", "relu"], Ops(Recorded(network.Call, input), input));
    }

    static Step Recorded(Func<Tensor, Tensor> body, Tensor x)
    {
        Step step = Capture.Inference(body);
        step.Run(x);
        step.Run(x);
        return step;
    }
}
