using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Tests.Graphs;

public sealed class CaptureTests
{
    [Fact]
    public void A_captured_cnn_step_has_the_bits_of_the_eager_one_and_allocates_nothing()
    {
        Net eager = new(), captured = new();
        Step step = Capture.Step(captured.Train);
        (Tensor Pictures, Tensor Targets)[] batches = [.. Enumerable.Range(0, 3).Select(i => (Numbers([8, 1, 12, 12], i), Numbers([8, 10], 10 + i)))];
        for (int i = 0; i < 12; i++)
        {
            (Tensor pictures, Tensor targets) = batches[i % 3];
            Assert.Equal(eager.Train(pictures, targets).ToSingle(), step.Run(pictures, targets).ToSingle());
        }

        Assert.Null(step.WhyEager);
        for (int i = 0; i < eager.Parameters.Length; i++)
        {
            Assert.Equal(eager.Parameters[i].ToArray<float>(), captured.Parameters[i].ToArray<float>());
            Assert.Equal(eager.Parameters[i].Grad!.ToArray<float>(), captured.Parameters[i].Grad!.ToArray<float>());
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            step.Run(batches[i % 3].Pictures, batches[i % 3].Targets);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void New_shapes_are_recorded_anew()
    {
        Net eager = new(), captured = new();
        Step step = Capture.Step(captured.Train);
        foreach (int batch in new[] { 8, 3, 8, 3, 5 })
        {
            Tensor pictures = Numbers([batch, 1, 12, 12], batch), targets = Numbers([batch, 10], batch + 1);
            Assert.Equal(eager.Train(pictures, targets).ToSingle(), step.Run(pictures, targets).ToSingle());
        }
    }

    [Fact]
    public void A_step_that_reads_a_value_runs_eagerly_and_says_why()
    {
        Step step = Capture.Step(x => x.Sum().ToDouble() > 0 ? x * 2 : x * 3);
        Assert.Equal([2.0], step.Run(Tensor.From(1.0)).ToArray<double>());
        Assert.Equal([-3.0], step.Run(Tensor.From(-1.0)).ToArray<double>());
        Assert.Contains("reads a value", step.WhyEager, StringComparison.Ordinal);
    }

    [Fact]
    public void What_comes_of_parameters_alone_is_computed_when_they_change()
    {
        Tensor weight = Numbers([4, 3], 1), bias = Numbers([4], 2), target = Numbers([4, 3], 3);
        Func<Tensor, Tensor> body = x => x.MatMul((weight * 2 + Tensor.Ones([3])).Contiguous().T) + bias.Square();
        Step step = Capture.Step(body);

        // Another step that writes to a parameter, replayed as well.
        Step training = Capture.Step(x => weight.SubtractInPlace(x * 0.1));
        for (int i = 0; i < 12; i++)
        {
            Tensor x = Numbers([2, 3], i);
            Assert.Equal(body(x).ToArray<float>(), step.Run(x).ToArray<float>());
            switch (i % 4)
            {
                case 1:
                    weight.Fill<float>(Numbers([4, 3], 50 + i).ToArray<float>());
                    break;
                case 2:
                    training.Run(target);
                    break;
                case 3:
                    bias.AddInPlace(0.5);
                    break;
            }
        }

        step.Run(target);
        step.Run(target);
        Assert.Equal(2, OpsOf(step, target));
        bias.MultiplyInPlace(2);
        Assert.True(OpsOf(step, target) > 2);
        Assert.Equal(2, OpsOf(step, target));

        // What the step itself writes is no constant, nor is what it draws, nor its input.
        Tensor state = Tensor.Zeros([3]);
        int calls = 0;
        Func<Tensor, Tensor> moving = x => { calls++; return state.AddInPlace(x) * 2 + Tensor.Zeros([3]).AddInPlace(x) + state.Square(); };
        Step moved = Capture.Step(moving);
        Tensor one = Tensor.Ones([3]);
        for (int i = 1; i < 5; i++)
            Assert.Equal([(2f * i) + 1 + (i * i)], moved.Run(one).Slice(0, 0, 1).ToArray<float>());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Weights_that_are_packed_once_give_the_same_bits_and_are_packed_again_when_they_change()
    {
        SimdTier before = Tier.Current;
        try
        {
            foreach ((int rows, int terms, int columns) in new[] { (32, 784, 64), (17, 5, 3), (200, 700, 300), (33, 1100, 70), (40, 64, 1), (8, 100, 40), (64, 2000, 10) })
            {
                Tensor weight = Numbers([columns, terms], 1), bias = Numbers([columns], 2);
                Func<Tensor, Tensor> body = x => x.Linear(weight, bias).Linear(weight.T.Contiguous() * 0.5, x.Slice(0, 0, 1).Squeeze(0));
                Step step = Capture.Step(body);
                for (int i = 0; i < 8; i++)
                {
                    if (i == 3)
                        weight.SubtractInPlace(0.25);
                    if (i == 6 && before == SimdTier.Vector512)
                        Tier.Current = SimdTier.Vector256;
                    Tensor x = Numbers([rows, terms], 5 + i);
                    Assert.Equal(body(x).ToArray<float>(), step.Run(x).ToArray<float>());
                }

                Tier.Current = before;
            }
        }
        finally
        {
            Tier.Current = before;
        }
    }

    [Fact]
    public void Recurrent_weights_that_are_packed_once_follow_their_source()
    {
        foreach (int size in new[] { 1, 7, 24, 50 })
        {
            Tensor weight = Numbers([4 * size, size], 1), zeros = Tensor.Zeros([3, size]);
            Func<Tensor, Tensor> body = x => x.LstmSequence(weight, zeros, zeros).Output;
            Step step = Capture.Step(body);
            for (int i = 0; i < 5; i++)
            {
                if (i == 3)
                    weight.MultiplyInPlace(0.5);
                Tensor x = Numbers([6, 3, 4 * size], 5 + i);
                Assert.Equal(body(x).ToArray<float>(), step.Run(x).ToArray<float>());
            }
        }
    }

    static int OpsOf(Step step, Tensor input)
    {
        using Profiler profiler = Profiler.Start();
        step.Run(input);
        return profiler.Ops.Count;
    }

    [Fact]
    public void A_recording_does_not_hold_the_values_between()
    {
        List<WeakReference> between = [];
        int held = -1;
        Step step = Capture.Step(x =>
        {
            Tensor result = Chain(x);
            GC.Collect();
            held = between.Count(buffer => buffer.IsAlive);
            return result;
        });
        Assert.Equal([17f], step.Run(Tensor.From([1f])).ToArray<float>());
        Assert.Equal((8, 0), (between.Count, held));
        Assert.Equal([19f], step.Run(Tensor.From([2f])).ToArray<float>());

        [MethodImpl(MethodImplOptions.NoInlining)]
        Tensor Chain(Tensor x)
        {
            for (int i = 0; i < 8; i++)
            {
                x += 1;
                between.Add(new WeakReference(x.Buffer));
            }

            return (2 * x) - 1;
        }
    }

    [Fact]
    public void A_large_plan_rests_while_a_step_is_compared_and_goes_on()
    {
        int calls = 0;
        Step step = Capture.Step(x =>
        {
            calls++;
            return (x.Exp().CumSum(0).Log() * 2).Sum();
        });
        Tensor x = Numbers([3 << 20], 1);
        float expected = step.Run(x).ToSingle();
        Assert.Equal(expected, step.Run(x).ToSingle());
        Assert.True(step.PlannedBytes >= 8 << 20);
        (Tensor result, string? difference) = step.RunChecked(x);
        Assert.Null(difference);
        Assert.Equal(expected, result.ToSingle());
        Assert.Equal(expected, step.Run(x).ToSingle());
        Assert.Equal(2, calls);
    }

    static Tensor Numbers(Shape shape, int seed) => TestKit.Samples.Tensor(TestKit.Samples.Values(shape, DType.Float32, (-1, 1), seed), DType.Float32);

    sealed class Net
    {
        readonly Tensor _kernel = Numbers([4, 1, 3, 3], 1).RequireGrad();
        readonly Tensor _kernelBias = Numbers([4], 2).RequireGrad();
        readonly Tensor _weight = (Numbers([10, 100], 3) * 0.1).RequireGrad();
        readonly Tensor _bias = Numbers([10], 4).RequireGrad();

        public Tensor[] Parameters => [_kernel, _kernelBias, _weight, _bias];

        public Tensor Train(Tensor pictures, Tensor targets)
        {
            foreach (Tensor parameter in Parameters)
                parameter.Grad = null;
            Tensor loss = (pictures.Conv2d(_kernel, _kernelBias).Relu().MaxPool2d(2).Flatten(1).Linear(_weight, _bias) - targets).Square().Mean();
            loss.Backward();
            using (Gradients.Off())
            {
                foreach (Tensor parameter in Parameters)
                    parameter.SubtractInPlace(0.01 * parameter.Grad!);
            }

            return loss;
        }
    }
}
