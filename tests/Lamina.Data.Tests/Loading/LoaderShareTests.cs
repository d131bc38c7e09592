using System.Diagnostics;
using Lamina.NN;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Data.Tests;

[Collection(nameof(PrefetchTests))]
public class LoaderShareTests
{
    const int Epochs = 12, Steps = 400;

    [Fact]
    public void A_training_of_the_smallest_network_does_not_wait_for_its_batches() => OwnProcess.Run(() =>
    {
        // The network, the batches and the optimizer of the recipe mnist-mlp; bytes as its pictures are.
        ArrayDataset data = ArrayDataset.From(new byte[32 * Steps, 784], Enumerable.Range(0, 32 * Steps).Select(i => i % 10).ToArray()).Normalize(Normalization.Bytes);
        Sequential model = new(new Linear(784, 64), new Relu(), new Linear(64, 64), new Relu(), new Linear(64, 10));
        Adam optimizer = new(model.Parameters(), 1.5e-3);
        Step step = Capture.Step((input, target) =>
        {
            optimizer.ZeroGrad();
            Tensor loss = Loss.CrossEntropy(model.Forward(input), target);
            loss.Backward();
            optimizer.Step();
            return loss;
        });

        // Others may hold the cores for a while: of every 20 waits and steps the longest is left out, and the quietest epoch taken.
        List<(double Share, double Wait, double Step)> epochs = [];
        DataLoader loader = new(data, 32, shuffle: true);
        double[] waits = new double[Steps], steps = new double[Steps];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            using IEnumerator<Batch> batches = loader.GetEnumerator();
            for (int i = 0; i < Steps; i++)
            {
                long asked = Stopwatch.GetTimestamp();
                Assert.True(batches.MoveNext());
                long came = Stopwatch.GetTimestamp();
                step.Run(batches.Current.Input, batches.Current.Target);
                waits[i] = Stopwatch.GetElapsedTime(asked, came).TotalMicroseconds;
                steps[i] = Stopwatch.GetElapsedTime(came).TotalMicroseconds;
            }

            double wait = Usual(waits), work = Usual(steps);
            epochs.Add((wait / (wait + work), wait, work));
        }

        (double share, double waited, double worked) = epochs.Skip(1).Min();
        string found = $"{share:P2} of a step: {waited:F2} µs of waiting and {worked:F1} µs of work";
        Console.WriteLine(found);
        Assert.True(share < 0.05, found);
    });

    [Fact]
    public void Small_batches_are_made_further_ahead()
    {
        Assert.Equal(32, new DataLoader(TestSets.Bytes(10, 784).To(DType.Float32), 32).Prefetch);
        Assert.Equal(20, new DataLoader(new ArrayDataset(Tensor.Zeros([10, 50, 1024]), Tensor.Zeros([10])), 1).Prefetch);
        Assert.Equal(8, new DataLoader(new ArrayDataset(Tensor.Zeros([10, 50, 1024]), Tensor.Zeros([10])), 64).Prefetch);
        Assert.Equal(8, new DataLoader(new ProbeDataset(10), 1).Prefetch);
        Assert.Equal(3, new DataLoader(new ProbeDataset(10), 1, prefetch: 3).Prefetch);
    }

    static double Usual(double[] times) => times.Order().Take(times.Length * 19 / 20).Average();
}
