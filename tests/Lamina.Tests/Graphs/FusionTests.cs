using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Graphs;

public sealed class FusionTests
{
    [Fact]
    public void Chains_have_the_bits_of_single_ops_and_allocate_nothing()
    {
        foreach (int length in (int[])[1, 7, 2047, 2048, 2049, 70_001])
        {
            foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16])
            {
                Tensor state = Numbers([length], dtype, 1), other = state.Clone();
                Step step = Capture.Step(x => Body(x, state));
                for (int i = 0; i < 4; i++)
                {
                    Tensor x = Numbers([length], dtype, 2 + i);
                    Assert.Equal(Body(x, other).To(DType.Float64).ToArray<double>(), step.Run(x).To(DType.Float64).ToArray<double>());
                    Assert.Equal(other.To(DType.Float64).ToArray<double>(), state.To(DType.Float64).ToArray<double>());
                }

                Tensor again = Numbers([length], dtype, 9);
                step.Run(again);
                long before = GC.GetAllocatedBytesForCurrentThread();
                step.Run(again);
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }

        static Tensor Body(Tensor x, Tensor state)
        {
            Tensor a = (((x * 2) + state).Exp() - 0.25) / (x.Square() + 1);
            state.MultiplyInPlace(0.9).AddInPlace(a * 0.1);
            Tensor b = Tensor.Where(x > 0, a.Reshape([1, -1]).Sigmoid().Reshape([-1]), -state);
            return b.To(DType.Float32).Pow(2) - x.Sum();
        }
    }

    [Fact]
    public void Values_between_take_no_memory()
    {
        Step step = Capture.Step(x => x.Exp().Sin().Relu().Tanh() + x);
        Tensor x = Numbers([1000], DType.Float32, 1);
        step.Run(x);
        Assert.Equal(0, step.PlannedBytes);
        Assert.Equal(["exp+sin+relu+tanh+add"], Kernels(step, x));
    }

    [Fact]
    public void What_is_written_is_read_before_or_after_as_in_the_program()
    {
        // Each op that writes must stay behind those that read the old values, whichever pass they are in.
        Tensor state = Numbers([64], DType.Float32, 1), other = state.Clone();
        Step step = Capture.Step(x => Body(x, state));
        for (int i = 0; i < 4; i++)
        {
            Tensor x = Numbers([64], DType.Float32, 2 + i);
            Assert.Equal(Body(x, other).ToArray<float>(), step.Run(x).ToArray<float>());
            Assert.Equal(other.ToArray<float>(), state.ToArray<float>());
        }

        static Tensor Body(Tensor x, Tensor state)
        {
            Tensor old = state + 1;
            Tensor reversed = state.Flip(0) + x;
            Tensor first = state[0..1].Expand([64]) * x;
            state.AddInPlace(x);
            Tensor half = state[0..32];
            half.MultiplyInPlace(0.5);
            Tensor sum = state.Sum();
            state.SubtractInPlace(old);
            Tensor shifted = state[1..33] - state[0..32];
            return (old * reversed) + (first / sum) + Tensor.Concatenate([shifted, shifted], 0) + state;
        }
    }

    [Fact]
    public void A_normalization_runs_what_comes_after_it_on_each_plane()
    {
        foreach (int size in (int[])[15, 16, 19])
        {
            Tensor[] eager = Parameters(), captured = Parameters();
            Step step = Capture.Step((x, y) => Train(x, y, captured));
            for (int i = 0; i < 3; i++)
            {
                Tensor x = Numbers([3, 4, size, size], DType.Float32, i), y = Numbers([3, 4, size, size], DType.Float32, 10 + i);
                Assert.Equal(Train(x, y, eager).ToArray<float>(), step.Run(x, y).ToArray<float>());
                Assert.Equal(eager.SelectMany(p => p.Grad!.ToArray<float>()), captured.SelectMany(p => p.Grad!.ToArray<float>()));
            }

            using Profiler profiler = Profiler.Start();
            step.Run(Numbers([3, 4, size, size], DType.Float32, 1), Numbers([3, 4, size, size], DType.Float32, 2));
            Assert.True((size >= 16) == profiler.Ops.Any(op => op.Name.StartsWith("batch_normalization+add+relu+exp", StringComparison.Ordinal)), $"size {size}: " + string.Join(" ", profiler.Ops.Select(op => op.Name)));
        }

        static Tensor[] Parameters() => [Numbers([4], DType.Float32, 100).RequireGrad(), Numbers([4], DType.Float32, 101).RequireGrad()];

        static Tensor Train(Tensor x, Tensor y, Tensor[] parameters)
        {
            foreach (Tensor parameter in parameters)
                parameter.Grad = null;
            Tensor[] normalized = Dispatch.RunAll(new BatchNormalization(1e-5), x, parameters[0], parameters[1]);
            Tensor result = (normalized[0] + y).Relu().Exp();
            result.Mean().Backward();
            using (Gradients.Off())
                return result.Sum([0, 2, 3]) * normalized[1] + normalized[2];
        }
    }

    [Fact]
    public void Other_shapes_and_broadcast_rows_stay_apart()
    {
        Step step = Capture.Step((Tensor x) => ((x.Exp() + x[0]).Sin() * x.Sum([1], keepDims: true)).Relu().T.Exp().Sum());
        Tensor x = Numbers([30, 20], DType.Float32, 1);
        float expected = step.Run(x).ToSingle();
        Assert.Equal(expected, step.Run(x).ToSingle());
        Assert.DoesNotContain("exp+add", Kernels(step, x));
    }

    static string[] Kernels(Step step, Tensor x)
    {
        using Profiler profiler = Profiler.Start();
        step.Run(x);
        return [.. profiler.Ops.Select(op => op.Name)];
    }

    static Tensor Numbers(Shape shape, DType dtype, int seed) => Samples.Tensor(Samples.Values(shape, dtype, (-1, 1), seed), dtype);
}
