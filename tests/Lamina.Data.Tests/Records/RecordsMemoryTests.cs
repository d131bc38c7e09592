using Lamina.NN;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Data.Tests;

[Collection(nameof(PrefetchTests))]
public class RecordsMemoryTests
{
    const int Features = 256, Limit = 32 << 20;

    // Garbage grows to the size of the processor's cache, which on a large one is as much as the limit; so it is collected after each 4 MiB.
    static readonly (string, string) s_littleGarbage = ("DOTNET_GCgen0size", "400000");

    [Fact]
    public void Trains_from_four_times_the_memory_it_may_take() => OwnProcess.Run(() =>
    {
        using TemporaryFolder folder = new();

        // A sample has 257 numbers. All code runs once before memory is looked at.
        Assert.InRange(Trained(folder.At("small"), 8_192, 10), 0, long.MaxValue);
        long before = OwnProcess.WorkingSet();
        long most = Trained(folder.At("large"), 4 * Limit / (4 * Features), 1e-4);
        Console.WriteLine($"{(most - before) >> 20} MiB more than before");
        Assert.InRange(new DirectoryInfo(folder.At("large")).EnumerateFiles().Sum(file => file.Length), 4L * Limit, long.MaxValue);
        Assert.InRange(most - before, long.MinValue, Limit);
    }, environment: s_littleGarbage);

    // Writes samples of a linear function, and learns it from them. Gives the largest working set on the way.
    static long Trained(string path, long samples, double error)
    {
        float[] truth = [.. Enumerable.Range(0, Features).Select(i => MathF.Sin(i))];
        IDataset made = Dataset.Generate(samples, (long _, ref Draws draws) =>
        {
            float[] x = new float[Features];
            float y = 0;
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = (float)draws.Uniform(-1, 1);
                y += x[i] * truth[i];
            }

            return (x, new[] { y });
        }, seed: 1).Collate();
        Records.Write(path, made, maxFileBytes: 2 << 20);
        long most = OwnProcess.WorkingSet();
        Linear model = new(Features, 1);
        Sgd optimizer = new(model.Parameters(), learningRate: 0.3);
        int step = 0;
        foreach ((Tensor inputs, Tensor targets) in new DataLoader(Records.Open(path), 256, shuffle: true, workers: 2))
        {
            optimizer.ZeroGrad();
            Loss.MeanSquaredError(model.Forward(inputs), targets).Backward();
            optimizer.Step();
            if (++step % 16 == 0)
                most = Math.Max(most, OwnProcess.WorkingSet());
        }

        float[] weights = model.Weight.Value.ToArray<float>();
        Assert.All(weights.Zip(truth), pair => Assert.Equal(pair.Second, pair.First, error));
        return most;
    }
}
