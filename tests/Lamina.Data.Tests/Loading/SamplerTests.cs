using Xunit;

namespace Lamina.Data.Tests;

public class SamplerTests
{
    [Fact]
    public void A_loader_follows_its_sampler_and_resumes_in_the_middle()
    {
        long[] labels = [.. Enumerable.Range(0, 50).Select(i => (long)(i % 3))], lengths = [.. Enumerable.Range(0, 50).Select(i => i * 7L % 23)];
        ISampler[] samplers =
        [
            new SequentialSampler(50), new RandomSampler(50, seed: 1), new WeightedSampler([.. labels.Select(label => (double)label)], count: 40, seed: 1),
            new StratifiedSampler(labels, seed: 1), new BucketSampler(lengths, seed: 1, stretch: 3), new DistributedSampler(new RandomSampler(50, seed: 1), rank: 1, world: 3),
        ];
        foreach (ISampler sampler in samplers)
        {
            Assert.Equal(sampler.Order(3, 8), sampler.Order(3, 8));
            Assert.Equal(sampler.Count, sampler.Order(3, 8).Length);
            if (sampler is not SequentialSampler)
                Assert.NotEqual(sampler.Order(3, 8), sampler.Order(4, 8));
            foreach (int workers in (int[])[0, 2])
            {
                DataLoader loader = new(TestSets.Bytes(50, 1), 8, sampler: sampler, workers: workers) { Epoch = 3 };
                List<long[]> batches = TestSets.Labels(loader);
                Assert.Equal(sampler.Order(3, 8), batches.SelectMany(batch => batch));
                Assert.Equal(((sampler.Count + 7) / 8, sampler.Count), (loader.Count, loader.Samples));
                (loader.Epoch, loader.Position) = (3, 2);
                Assert.Equal(batches[2..], TestSets.Labels(loader));
            }
        }

        // What `shuffle` does is a sampler too.
        Assert.Equal(TestSets.Labels(new DataLoader(TestSets.Bytes(50, 1), 8, shuffle: true, seed: 1)), TestSets.Labels(new DataLoader(TestSets.Bytes(50, 1), 8, sampler: samplers[1])));
        Assert.Throws<ArgumentException>(() => new DataLoader(TestSets.Bytes(50, 1), 8, shuffle: true, sampler: samplers[0]));
        Assert.Throws<ArgumentException>(() => new DataLoader(TestSets.Bytes(50, 1), 8, dropLast: true, sampler: new SequentialSampler(7)));
        Assert.Contains("was to give 50 numbers and gave 1", Assert.Throws<DataReadException>(() => new DataLoader(TestSets.Bytes(50, 1), 8, sampler: new Short()).Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_say_how_often_a_sample_is_drawn()
    {
        double[] weights = [0, 1, 2, 0, 5, 0];
        long[] order = new WeightedSampler(weights, count: 80_000, seed: 2).Order(0, 1);
        double distance = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            double expected = weights[i] * 10_000, seen = order.Count(sample => sample == i);
            if (expected == 0)
                Assert.Equal(0, seen);
            else
                distance += (seen - expected) * (seen - expected) / expected;
        }

        // 2 degrees of freedom: χ² lies below 13.8 in 999 cases of 1,000.
        Assert.InRange(distance, 0, 13.8);
        long[] labels = [.. Enumerable.Range(0, 100).Select(i => i < 95 ? 0L : 1)];
        Assert.InRange(WeightedSampler.Balanced(labels, count: 10_000).Order(0, 1).Count(sample => sample >= 95), 4_800, 5_200);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedSampler([1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedSampler([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedSampler([0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WeightedSampler([], count: 1));
        Assert.Empty(new WeightedSampler([]).Order(0, 1));
    }

    [Fact]
    public void Stratified_batches_have_each_class_in_its_share()
    {
        // 70 %, 25 % and 5 %.
        long[] labels = [.. Enumerable.Range(0, 400).Select(i => i < 280 ? 0L : i < 380 ? 1 : 2)];
        StratifiedSampler sampler = new(labels, seed: 5);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            long[] order = sampler.Order(epoch, 20);
            Assert.Equal(Indices.Range(0, 400), order.Order());
            foreach (long[] batch in order.Chunk(20))
            {
                Assert.InRange(batch.Count(sample => labels[sample] == 0), 13, 15);
                Assert.InRange(batch.Count(sample => labels[sample] == 1), 4, 6);
                Assert.InRange(batch.Count(sample => labels[sample] == 2), 0, 2);
            }
        }
    }

    [Fact]
    public void Buckets_pad_little_and_miss_nothing()
    {
        const int BatchSize = 16;
        long[] lengths = [.. Shuffle.Order(1_003, seed: 1, stream: 2).Select(number => 1 + (number % 200))];
        BucketSampler sampler = new(lengths, seed: 1, stretch: 10);
        long[] order = sampler.Order(0, BatchSize);
        Assert.Equal(Indices.Range(0, 1_003), order.Order());
        long own = lengths.Sum(), random = Padded(Shuffle.Order(1_003, 3, 4)), bucketed = Padded(order);
        Assert.True(random > 1.7 * own, $"{random} of {own}");
        Assert.True(bucketed < 1.15 * own, $"{bucketed} of {own}");

        // Long and short batches come in turn, not one after the other.
        long[] longest = [.. order.Chunk(BatchSize).Select(batch => batch.Max(sample => lengths[sample]))];
        Assert.InRange(longest.Zip(longest[1..]).Count(pair => pair.First < pair.Second), 20, 43);
        Assert.Equal(1_003 % BatchSize, order.Chunk(BatchSize).Last().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new BucketSampler(lengths, stretch: 0));

        long Padded(long[] samples) => samples.Chunk(BatchSize).Sum(batch => batch.Length * batch.Max(sample => lengths[sample]));
    }

    [Fact]
    public void Processes_together_read_the_whole_epoch()
    {
        foreach (int world in (int[])[1, 2, 4])
        {
            foreach (int count in (int[])[16, 17])
            {
                RandomSampler whole = new(count, seed: 2);
                long[][] parts = [.. Enumerable.Range(0, world).Select(rank => new DistributedSampler(whole, rank, world).Order(1, 4))];
                Assert.All(parts, part => Assert.Equal(parts[0].Length, part.Length));
                Assert.Equal(Indices.Range(0, count), parts.SelectMany(part => part).Distinct().Order());
                long[][] dropped = [.. Enumerable.Range(0, world).Select(rank => new DistributedSampler(whole, rank, world, dropLast: true).Order(1, 4))];
                Assert.Equal(count / world * world, dropped.SelectMany(part => part).Distinct().Count());

                // Their first batches are the first batch of one process with as many samples.
                Assert.Equal(whole.Order(1, 4)[..(4 * world)].Order(), parts.SelectMany(part => part[..4]).Order());
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new DistributedSampler(new SequentialSampler(4), 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DistributedSampler(new SequentialSampler(4), 0, 0));
    }

    sealed class Short : ISampler
    {
        public long Count => 50;

        public long[] Order(long epoch, int batchSize) => [1];
    }
}
