using Lamina.Cpu;
using Xunit;

namespace Lamina.NN.Tests.Optim;

/// <summary>A whole training step, loss, clipping and optimizer included, has the same bits captured as eager, and on any number of threads.</summary>
[Collection(nameof(Alone))]
public sealed class CapturedTrainingTests
{
    static readonly Func<IEnumerable<Parameter>, Optimizer>[] Optimizers =
    [
        p => new AdamW(p, 0.01, amsGrad: true), p => new Adam(p, 0.01), p => new Sgd(p, 0.05, momentum: 0.9, dampening: 0.1), p => new RmsProp(p, centered: true), p => new Adagrad(p),
        p => new Adadelta(p), p => new Adamax(p), p => new NAdam(p), p => new RAdam(p), p => new Rprop(p), p => new Asgd(p, start: 3), p => new Lion(p), p => new Ftrl(p, l1: 0.001, beta: 0.1),
        p => new AdamWScheduleFree(p, warmUp: 4), p => new Lookahead(new Sgd(p, 0.05, momentum: 0.9)),
        p => new Lars(p), p => new Lamb(p), p => new Adafactor(p), p => new Muon(p), p => new SparseAdam(p),
    ];

    [Fact]
    public void Captured_and_eager_training_have_the_same_bits()
    {
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in Optimizers)
        {
            Trainer eager = new(make), captured = new(make);
            Step step = Capture.Step(captured.Train);
            Schedule schedule = Schedule.Cosine(0.02, 12, final: 1e-4).WarmUp(3, from: 0.1);
            for (int i = 0; i < 12; i++)
            {
                eager.Optimizer.LearningRate = captured.Optimizer.LearningRate = schedule.At(i);
                (Tensor x, Tensor labels) = Batch(i % 3);
                Assert.Equal(eager.Train(x, labels).ToSingle(), step.Run(x, labels).ToSingle());
            }

            Assert.Null(step.WhyEager);
            Assert.NotEqual(new Trainer(make).Weights(), eager.Weights());
            Assert.Equal(eager.Weights(), captured.Weights());
            Assert.Equal(12, captured.Optimizer.StateDict()["state.0.step"].ToInt64());
            (Tensor pictures, Tensor classes) = Batch(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
                step.Run(pictures, classes);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public void Training_has_the_same_bits_for_any_number_of_threads()
    {
        int before = Workers.Count;
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in Optimizers)
        {
            float[][] weights = [.. Enumerable.Range(1, 3).Select(threads =>
            {
                Workers.Count = threads;
                Trainer trainer = new(make);
                for (int i = 0; i < 5; i++)
                    trainer.Train(Batch(i).Pictures, Batch(i).Labels);
                return trainer.Weights();
            })];
            Workers.Count = before;
            Assert.All(weights, other => Assert.Equal(weights[0], other));
        }
    }

    static (Tensor Pictures, Tensor Labels) Batch(int seed)
    {
        Generator generator = new(seed);
        return (Tensor.Randn([32, 40], generator: generator), Tensor.RandInt([32], 0, 10, generator: generator));
    }

    sealed class Trainer
    {
        readonly Sequential _net = new(new Linear(40, 300), new Linear(300, 10));

        public Trainer(Func<IEnumerable<Parameter>, Optimizer> make)
        {
            Generator generator = new(1);
            foreach (Parameter parameter in _net.Parameters())
                Init.Fill(parameter, (shape, dtype, source) => Init.Normal(shape, 0, 0.1, dtype, source), generator);
            Optimizer = make(_net.Parameters());
        }

        public Optimizer Optimizer { get; }

        public Tensor Train(Tensor x, Tensor labels)
        {
            Optimizer.ZeroGrad();
            Tensor loss = Loss.CrossEntropy(_net.Forward(x), labels, labelSmoothing: 0.1);
            loss.Backward();
            Clip.GradientNorm(_net.Parameters(), 0.5);
            Optimizer.Step();
            return loss;
        }

        public float[] Weights() => [.. _net.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
    }
}
