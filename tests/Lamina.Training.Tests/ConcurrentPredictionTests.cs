using System.Diagnostics;
using System.Runtime.InteropServices;
using Lamina.NN;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>A model is asked by many threads at once: each gets the bits that it would get alone.</summary>
[Collection(nameof(Alone))]
public sealed class ConcurrentPredictionTests
{
    const int Threads = 8, BatchSize = 16;

    // The four networks together take a minute in the full tier.
    static readonly TimeSpan s_length = TestTier.IsFull ? TimeSpan.FromSeconds(15) : TimeSpan.FromSeconds(1);

    // One sample, less than a vector, a whole batch, a batch and a rest, and enough batches to be replayed.
    static readonly int[] s_counts = [1, 5, 16, 33, 80];

    [Theory]
    [InlineData("perceptron")]
    [InlineData("convolutions, batch normalization and dropout")]
    [InlineData("LSTM")]
    [InlineData("transformer block")]
    public void Eight_threads_get_the_bits_of_one(string name)
    {
        (Sequential network, Func<int, Tensor> input) = Make(name);
        Model model = network.Compile(new Sgd(0.1), Loss.MeanSquaredError());

        // Running statistics that are not those of the start.
        using (Gradients.Off())
            network.Forward(input(64));
        network.Eval();

        Tensor[] inputs = [.. s_counts.Select(input)];
        byte[][] predicted = [.. inputs.Select(x => Bits(model.Predict(x, BatchSize)))], forwarded = [.. inputs.Select(Forward)];
        Assert.Equal(s_counts.Length, predicted.Select(Convert.ToHexString).Distinct().Count());

        List<string> faults = [];
        long count = 0;
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            try
            {
                Stopwatch clock = Stopwatch.StartNew();
                for (int i = number; clock.Elapsed < s_length; i++)
                {
                    int which = i % inputs.Length;
                    bool isForward = (number + (i / inputs.Length)) % 2 == 0;
                    byte[] bits = isForward ? Forward(inputs[which]) : Bits(model.Predict(inputs[which], BatchSize));
                    if (!bits.AsSpan().SequenceEqual((isForward ? forwarded : predicted)[which]))
                        throw new CheckFailedException($"{(isForward ? "Forward" : "Predict")} of {s_counts[which]} samples came to other bits.");
                    Interlocked.Increment(ref count);
                }
            }
            catch (Exception error)
            {
                lock (faults)
                    faults.Add($"thread {number}: {error}");
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        TestContext.Current.SendDiagnosticMessage($"{name}: {count} answers of {Threads} threads");
        Assert.InRange(count, Threads, long.MaxValue);
        Assert.False(network.IsTraining);

        byte[] Forward(Tensor x)
        {
            using GradientScope off = Gradients.Off();
            return Bits(network.Forward(x));
        }
    }

    static (Sequential Network, Func<int, Tensor> Input) Make(string name)
    {
        Generator numbers = new(3);
        return name switch
        {
            "perceptron" => (Problems.Fill(new Sequential(new Linear(20, 64), new Gelu(), new LayerNorm([64]), new Linear(64, 64), new Relu(), new Dropout(0.5), new Linear(64, 5))), Vectors(20)),
            "LSTM" => (Problems.Reader(), count => Tensor.RandInt([count, 9], 0, 37, generator: numbers)),
            "transformer block" => (Problems.Fill(new Sequential(new TransformerEncoderLayer(16, 4, 32, batchFirst: true, normFirst: true), new Flatten(), new Linear(7 * 16, 5))), count => Tensor.Randn([count, 7, 16], generator: numbers)),
            _ => (Problems.Cnn(dropout: true), count => Tensor.Randn([count, 1, 8, 8], generator: numbers)),
        };

        Func<int, Tensor> Vectors(int width) => count => Tensor.Randn([count, width], generator: numbers);
    }

    static byte[] Bits(Tensor tensor) => MemoryMarshal.AsBytes<float>(tensor.ToArray<float>()).ToArray();
}
