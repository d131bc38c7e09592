using Xunit;

namespace Lamina.Data.Tests;

public class EpochTests
{
    [Fact]
    public void Samples_draw_anew_in_each_epoch_and_the_same_for_any_number_of_workers()
    {
        float[][] first = Epochs(workers: 0), second = Epochs(workers: 3);
        for (int epoch = 0; epoch < first.Length; epoch++)
            Assert.Equal(first[epoch], second[epoch]);
        Assert.NotEqual(first[0], first[1]);

        // An epoch that is begun in its middle has the draws of that epoch.
        DataLoader resumed = new(Parts(), batchSize: 4) { Epoch = 1, Position = 1 };
        Assert.Equal(first[1][4..], resumed.SelectMany(batch => batch.Input.ToArray<float>()));

        static float[][] Epochs(int workers)
        {
            DataLoader loader = new(Parts(), batchSize: 4, workers: workers);
            return [.. Enumerable.Range(0, 3).Select(_ => loader.SelectMany(batch => batch.Input.ToArray<float>()).ToArray())];
        }

        // A part of a part, so that the epoch has to pass through.
        static IDataset Parts() => new CollatedDataset<double>(new Noise(0), samples => new Batch([Tensor.From(samples.Select(x => (float)x).ToArray())], [])).Skip(3).Take(10);
    }

    [Fact]
    public void Draws_depend_on_seed_stream_sample_and_epoch_alone()
    {
        Draws one = new(1, 2, 3, 4), other = new(1, 2, 3, 4);
        Assert.Equal((one.Uniform(), one.Normal(), one.Below(10)), (other.Uniform(), other.Normal(), other.Below(10)));
        double[] others = [First(new(2, 2, 3, 4)), First(new(1, 4, 3, 4)), First(new(1, 2, 4, 4)), First(new(1, 2, 3, 5)), First(new(1, 2, 3, 4))];
        Assert.Equal(others.Length, others.Distinct().Count());
        Draws many = new(5, 0, 0);
        double[] tens = new double[10];
        for (int i = 0; i < 10_000; i++)
            tens[many.Below(10)]++;
        Assert.All(tens, count => Assert.InRange(count, 850, 1150));

        static double First(Draws draws) => draws.Uniform(-1, 1);
    }

    sealed class Noise(long epoch) : IDataset<double>
    {
        public long Count => 20;

        public double Read(long index)
        {
            Draws draws = new(7, 0, index, epoch);
            return draws.Uniform();
        }

        public IDataset<double> At(long epoch) => new Noise(epoch);
    }
}
