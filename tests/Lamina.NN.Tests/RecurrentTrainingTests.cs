using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Lamina.Cpu;
using Lamina.Storage;
using Lamina.TestKit;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Networks with recurrent layers train: to the same bits for any number of threads, in flat memory, captured as eager.</summary>
[Collection(nameof(Alone))]
public sealed class RecurrentTrainingTests
{
    const int Words = 37;

    sealed class Net : Module<Tensor, Tensor>
    {
        readonly Parameter embedding = new(Tensor.Zeros([Words, 12]));
        readonly Lstm lstm = new(12, 20, layers: 2, batchFirst: true, dropout: 0.25, bidirectional: true, generator: new Generator(5));
        readonly Linear head = new(40, 3);

        public Net()
        {
            Generator generator = new(7);
            using (Gradients.Off())
            {
                foreach (Parameter parameter in Parameters())
                    parameter.Value.CopyFrom(Tensor.Uniform(parameter.Shape, -0.3, 0.3, generator: generator));
            }
        }

        public Tensor? Lengths { get; set; }

        public override Tensor Forward(Tensor tokens)
        {
            Tensor embedded = embedding.Value.IndexSelect(0, tokens.Reshape(-1)).Reshape([.. tokens.Shape, 12]);
            return head.Forward(lstm.Forward(embedded, null, Lengths).Output.Mean(1));
        }
    }

    sealed class Trainer
    {
        readonly Net _net = new();
        readonly Adam _optimizer;

        public Trainer(Tensor? lengths = null)
        {
            _net.Lengths = lengths;
            _optimizer = new Adam(_net.Parameters(), 0.01);
        }

        public Tensor Train(Tensor tokens, Tensor labels)
        {
            _optimizer.ZeroGrad();
            Tensor loss = Loss.CrossEntropy(_net.Forward(tokens), labels);
            loss.Backward();
            _optimizer.Step();
            return loss;
        }

        public string Hash() => Convert.ToHexString(SHA256.HashData(
            MemoryMarshal.AsBytes<float>([.. _net.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())])));
    }

    static (Tensor Tokens, Tensor Labels) Batch(int seed)
    {
        Generator generator = new(seed);
        return (Tensor.RandInt([21, 9], 0, Words, generator: generator), Tensor.RandInt([21], 0, 3, generator: generator));
    }

    [Fact]
    public void The_weights_do_not_depend_on_threads()
    {
        int before = Workers.Count;
        try
        {
            Tensor lengths = Tensor.From<long>([.. Enumerable.Range(0, 21).Select(i => 1L + (i % 9))], [21]);
            string[] hashes = [.. Enumerable.Range(1, 4).Select(threads =>
            {
                Workers.Count = threads;
                Trainer trainer = new(lengths);
                float first = trainer.Train(Batch(0).Tokens, Batch(0).Labels).ToSingle(), last = 0;
                for (int i = 1; i < 50; i++)
                    last = trainer.Train(Batch(i % 2).Tokens, Batch(i % 2).Labels).ToSingle();
                Assert.True(last < 0.5 * first, $"The loss went from {first} to {last}.");
                return trainer.Hash();
            })];
            Assert.All(hashes, hash => Assert.Equal(hashes[0], hash));
        }
        finally
        {
            Workers.Count = before;
        }
    }

    [Fact]
    public void A_captured_step_has_the_bits_of_the_eager_one()
    {
        Trainer eager = new(), captured = new();
        Step step = Capture.Step(captured.Train);
        for (int i = 0; i < 8; i++)
        {
            (Tensor tokens, Tensor labels) = Batch(i % 3);
            Assert.Equal(eager.Train(tokens, labels).ToSingle(), step.Run(tokens, labels).ToSingle());
        }

        Assert.Null(step.WhyEager);
        Assert.Equal(eager.Hash(), captured.Hash());
    }

    [Fact]
    public void A_captured_step_of_recurrent_layers_allocates_nothing()
    {
        Sequential net = new(new SequenceOutput(new Gru(3, 20)), new SequenceOutput(new Rnn(20, 18)), new LastOutput(new Lstm(18, 7)));
        Adam optimizer = new(net.Parameters());
        Step step = Capture.Step(x =>
        {
            optimizer.ZeroGrad();
            Tensor loss = net.Forward(x).Square().Mean();
            loss.Backward();
            optimizer.Step();
            return loss;
        });
        Tensor input = Tensor.Randn([6, 5, 3], generator: new Generator(1));
        for (int i = 0; i < 4; i++)
            step.Run(input);
        Assert.Null(step.WhyEager);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 5; i++)
            step.Run(input);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_gradient_that_fades_over_many_steps_ends_at_zero_and_not_in_subnormal_numbers()
    {
        foreach (Func<Module<Tensor, Tensor>> make in (Func<Module<Tensor, Tensor>>[])
            [() => new LastOutput(new Lstm(8, 16)), () => new LastOutput(new Gru(8, 16)), () => new LastOutput(new Rnn(8, 16))])
        {
            Tensor x = Tensor.Randn([300, 4, 8], generator: new Generator(3)).RequireGrad();
            make().Call(x).Sum().Backward();
            float[] gradient = x.Grad!.ToArray<float>();
            Assert.All(gradient, value => Assert.True(value == 0 || Math.Abs(value) >= 1.17549435e-38f, $"{value:R}"));
            Assert.Contains(gradient, value => value != 0);
        }
    }

    [Fact]
    public void Memory_stays_flat() => OwnProcess.Run(() =>
    {
        Trainer trainer = new();
        long after100 = 0, pooledAfter100 = 0, highest = 0;
        for (int i = 1; i <= 300; i++)
        {
            (Tensor tokens, Tensor labels) = Batch(i % 3);
            trainer.Train(tokens, labels);
            if (i == 100)
                (after100, pooledAfter100) = (OwnProcess.WorkingSet(), BufferPool.Shared.TotalBytes);
            else if (i > 100 && i % 20 == 0)
                highest = Math.Max(highest, OwnProcess.WorkingSet());
        }

        Assert.True(highest <= after100 * 1.1, $"The working set was {after100 >> 20} MiB after 100 steps and up to {highest >> 20} MiB later.");
        Assert.True(BufferPool.Shared.TotalBytes <= (pooledAfter100 * 1.1) + (1 << 20), $"The pool held {pooledAfter100 >> 10} KiB after 100 steps and {BufferPool.Shared.TotalBytes >> 10} KiB at the end.");
    });
}
