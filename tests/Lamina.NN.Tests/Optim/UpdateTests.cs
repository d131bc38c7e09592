using Lamina.Cpu;
using Lamina.Graphs;
using Lamina.Ops;
using Lamina.Simd;
using Lamina.Storage;
using Xunit;

namespace Lamina.NN.Tests.Optim;

/// <summary>The op of an optimizer's step: bits, layouts, dtypes, replay, allocation, errors.</summary>
[Collection(nameof(Alone))]
public sealed class UpdateTests
{
    static readonly long[] Lengths = [0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 65, 127, 257, 1009, 32768, 70001];

    static readonly Func<IEnumerable<Parameter>, Optimizer>[] All =
    [
        p => new Sgd(p, 0.1, weightDecay: 0.1), p => new Sgd(p, 0.1, momentum: 0.9, nesterov: true), p => new Adam(p), p => new AdamW(p, amsGrad: true),
        p => new RmsProp(p), p => new RmsProp(p, momentum: 0.9), p => new RmsProp(p, centered: true, momentum: 0.9), p => new Adagrad(p, weightDecay: 0.1),
        p => new Adadelta(p), p => new Adamax(p), p => new NAdam(p), p => new RAdam(p), p => new Rprop(p), p => new Asgd(p, start: 0), p => new Lion(p), p => new Ftrl(p, l1: 0.01),
        p => new AdamWScheduleFree(p), p => new Lookahead(new Sgd(p, 0.1), steps: 2),
    ];

    [Fact]
    public void Bits_depend_on_neither_tier_nor_threads()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16, DType.BFloat16])
        {
            foreach (Func<IEnumerable<Parameter>, Optimizer> make in All)
            {
                double[][] expected = Under(SimdTier.Scalar, 1, () => Train(make, dtype));
                foreach (SimdTier tier in Enum.GetValues<SimdTier>().Where(tier => tier <= Tier.Widest))
                {
                    double[][] actual = Under(tier, tier == SimdTier.Scalar ? 2 : 3, () => Train(make, dtype));
                    for (int i = 0; i < expected.Length; i++)
                        Assert.True(expected[i].AsSpan().SequenceEqual(actual[i]), $"{make(Parameters([]))} {dtype} {tier}, length {Lengths[i]}");
                }
            }
        }
    }

    [Fact]
    public void Sixteen_bit_parameters_have_float32_masters()
    {
        Parameter half = new(Values(33, 1).To(DType.BFloat16)), single = new(half.Value.To(DType.Float32));
        Adam[] optimizers = [new([half]), new([single])];
        for (int step = 0; step < 3; step++)
        {
            half.Grad = Values(33, 10 + step).To(DType.BFloat16);
            single.Grad = half.Grad.To(DType.Float32);
            foreach (Adam optimizer in optimizers)
                optimizer.Step();
            Assert.Equal(single.Value.To(DType.BFloat16).ToArray<float>(), half.Value.ToArray<float>());
        }

        Assert.Equal(DType.Float32, optimizers[0].StateDict()["state.0.exp_avg"].DType);
        Assert.Equal(single.Value.ToArray<float>(), optimizers[0].StateDict()["state.0.master"].ToArray<float>());

        // What is written from outside is taken over, element by element.
        using (Gradients.Off())
        {
            half.Value[3].FillInPlace(2);
            single.Value[3].FillInPlace(2);
        }

        foreach (Adam optimizer in optimizers)
            optimizer.Step();
        Assert.Equal(single.Value.ToArray<float>(), optimizers[0].StateDict()["state.0.master"].ToArray<float>());
    }

    [Fact]
    public void Steps_too_small_for_sixteen_bits_add_up()
    {
        Parameter weight = new(Tensor.Ones([3]).To(DType.BFloat16));
        Sgd optimizer = new([weight], 1e-4);
        for (int step = 0; step < 1000; step++)
        {
            weight.Grad = Tensor.Ones([3]);
            optimizer.Step();
        }

        Assert.Equal(0.9, weight.Value.ToArray<double>()[0], 0.004);
    }

    [Fact]
    public void A_parameter_may_lie_channels_last_and_its_gradient_otherwise()
    {
        Tensor plain = Values(2 * 3 * 4 * 5, 1).Reshape([2, 3, 4, 5]);
        Tensor lastAxis = Dispatch.Allocate(new TensorSpec(DType.Float32, [2, 3, 4, 5], MemoryFormat.ChannelsLast));
        Dispatch.Run(new CopyInto(), lastAxis, plain);
        Parameter one = new(plain.Clone()), other = new(lastAxis);
        Optimizer[] optimizers = [new Adam([one]), new Adam([other])];
        for (int step = 0; step < 3; step++)
        {
            one.Grad = other.Grad = Values(120, 5 + step).Reshape([2, 3, 4, 5]);
            foreach (Optimizer optimizer in optimizers)
                optimizer.Step();
        }

        Assert.False(other.Value.IsContiguous);
        Assert.Equal(one.Value.ToArray<float>(), other.Value.ToArray<float>());
    }

    [Fact]
    public void A_step_is_one_op_that_can_be_replayed_with_another_rate()
    {
        Parameter[] replayed = Parameters([5, 40]), eager = Parameters([5, 40]);
        Optimizer first = new Adam(replayed), second = new Adam(eager);
        Give(replayed, 0);
        Give(eager, 0);
        TraceStep[] steps;
        using (Trace trace = Trace.Open())
        {
            first.Step();
            steps = [.. trace.Steps];
            Assert.Null(trace.Obstacle);
        }

        second.Step();
        TraceStep step = Assert.Single(steps);
        Assert.Equal("adam_update", step.Op.Name);
        for (int i = 1; i < 4; i++)
        {
            first.LearningRate = second.LearningRate = 0.1 * i;
            using (Gradients.Off())
                Dispatch.RunAll(step.Op, step.Inputs);
            second.Step();
        }

        for (int i = 0; i < eager.Length; i++)
            Assert.Equal(eager[i].Value.ToArray<float>(), replayed[i].Value.ToArray<float>());
        Assert.Equal(4, first.StateDict()["state.1.step"].ToInt64());
    }

    [Fact]
    public void A_captured_momentum_step_leaves_the_first_step_behind()
    {
        Parameter[] replayed = Parameters([9]), eager = Parameters([9]);
        Optimizer first = new Sgd(replayed, 0.1, momentum: 0.9, dampening: 0.5), second = new Sgd(eager, 0.1, momentum: 0.9, dampening: 0.5);
        Give(replayed, 3);
        Give(eager, 3);
        using (Trace trace = Trace.Open())
        {
            first.Step();
            using (Gradients.Off())
                Dispatch.RunAll(trace.Steps[0].Op, trace.Steps[0].Inputs);
        }

        second.Step();
        second.Step();
        Assert.Equal(eager[0].Value.ToArray<float>(), replayed[0].Value.ToArray<float>());
    }

    [Fact]
    public void The_kernel_allocates_nothing()
    {
        Parameter[] parameters = Parameters([1000, 70001]);
        Optimizer optimizer = new AdamW(parameters);
        Give(parameters, 0);
        using Trace trace = Trace.Open();
        optimizer.Step();
        TraceStep step = trace.Steps[0];
        Operand[] inputs = [.. step.Inputs.Select(tensor => tensor.AsOperand())], outputs = [.. step.Outputs.Select(tensor => tensor.AsOperand())];
        TensorSpec[] specs = [.. step.Inputs.Select(tensor => tensor.Spec)];
        Lamina.Storage.Buffer workspace = BufferPool.Shared.Rent(step.Op.Workspace(specs, step.Op.Infer(specs)));
        KernelCall call = new(step.Op, inputs, outputs, workspace.Address);
        step.Op.Compute(call);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
            step.Op.Compute(call);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        GC.KeepAlive(workspace);
        GC.KeepAlive(step);
    }

    [Fact]
    public void Writing_bumps_versions_so_that_a_stale_backward_is_refused()
    {
        Parameter weight = new(Values(4, 1));
        Tensor loss = weight.Value.Square().Sum();
        weight.Grad = Values(4, 2);
        new Sgd([weight], 0.1).Step();
        Assert.Throws<GradientException>(() => loss.Backward());
    }

    [Fact]
    public void Bad_inputs_raise_the_promised_error()
    {
        UpdateOp op = new Update<SgdFormula>(new SgdFormula(0, 0, false, 0));
        Tensor rate = Tensor.From<double>([0.1], []), count = Tensor.From<long>([0], []), four = Values(4, 1), five = Values(5, 1);
        Assert.Throws<DTypeException>(() => Dispatch.RunAll(op, Tensor.From<float>([0.1f], []), four, four, count));
        Assert.Throws<ShapeException>(() => Dispatch.RunAll(op, rate, four, five, count));
        Assert.Throws<ShapeException>(() => Dispatch.RunAll(op, rate, four, four));
        Assert.Throws<DTypeException>(() => Dispatch.RunAll(op, rate, four, four, rate));
        Assert.Throws<DTypeException>(() => Dispatch.RunAll(op, rate, four.To(DType.Int32), four, count));
        Assert.Throws<DTypeException>(() => Dispatch.RunAll(op, rate, four, four, count, four.To(DType.Float64), four, count));
        Assert.Equal(op, new Update<SgdFormula>(new SgdFormula(0, 0, false, 0)));
    }

    static double[][] Train(Func<IEnumerable<Parameter>, Optimizer> make, DType dtype)
    {
        Parameter[] parameters = [.. Lengths.Select((length, i) => new Parameter(Values(length, i).To(dtype)))];
        Optimizer optimizer = make(parameters);
        for (int step = 0; step < 2; step++)
        {
            Give(parameters, step);
            optimizer.Step();
        }

        return [.. parameters.Select(parameter => parameter.Value.ToArray<double>())];
    }

    static T Under<T>(SimdTier tier, int threads, Func<T> run)
    {
        (SimdTier tierBefore, int threadsBefore) = (Tier.Current, Workers.Count);
        (Tier.Current, Workers.Count) = (tier, threads);
        try
        {
            return run();
        }
        finally
        {
            (Tier.Current, Workers.Count) = (tierBefore, threadsBefore);
        }
    }

    static Parameter[] Parameters(long[] lengths) => [.. lengths.Select((length, i) => new Parameter(Values(length, i)))];

    static void Give(Parameter[] parameters, int seed)
    {
        for (int i = 0; i < parameters.Length; i++)
            parameters[i].Grad = Values(parameters[i].Count, 100 + (10 * seed) + i).To(parameters[i].DType);
    }

    static Tensor Values(long count, int seed)
    {
        System.Random random = new(seed);
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)(random.NextDouble() - 0.5);
        return Tensor.From<float>(values, [count]);
    }
}
