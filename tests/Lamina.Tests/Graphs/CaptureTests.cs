using System.Runtime.CompilerServices;

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
