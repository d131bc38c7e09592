using System.Security.Cryptography;
using Xunit;

namespace Lamina.Data.Tests;

public class DataLoaderTests
{
    static readonly int[] workerCounts = [0, 1, 3];

    [Fact]
    public void WithoutShufflingTheOrderIsThatOfTheSamples()
    {
        foreach (int workers in workerCounts)
        {
            DataLoader loader = new(TestSets.Bytes(10, 3), 4, workers: workers);
            Assert.Equal(3, loader.Count);
            Assert.Equal([[0L, 1, 2, 3], [4, 5, 6, 7], [8, 9]], TestSets.Labels(loader));
            loader = new(TestSets.Bytes(10, 3), 4, dropLast: true, workers: workers);
            Assert.Equal(2, loader.Count);
            Assert.Equal([[0L, 1, 2, 3], [4, 5, 6, 7]], TestSets.Labels(loader));
        }
    }

    [Fact]
    public void EveryEpochIsAnOrderOfItsOwnThatSeedAndEpochDetermine()
    {
        DataLoader loader = new(TestSets.Bytes(100, 1), 7, shuffle: true, seed: 5);
        List<long[]> epochs = [];
        for (int epoch = 0; epoch < 5; epoch++)
        {
            Assert.Equal(epoch, loader.Epoch);
            epochs.Add([.. TestSets.Labels(loader).SelectMany(labels => labels)]);
            Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), epochs[^1].Order());
        }

        Assert.Equal(5, epochs.Select(order => string.Join(' ', order)).Distinct().Count());
        DataLoader other = new(TestSets.Bytes(100, 1), 100, shuffle: true, seed: 5, workers: 0) { Epoch = 3 };
        Assert.Equal(epochs[3], TestSets.Labels(other)[0]);
        other = new(TestSets.Bytes(100, 1), 100, shuffle: true, seed: 6);
        Assert.DoesNotContain(TestSets.Labels(other)[0], epochs);
    }

    [Fact]
    public void TheOrderOfASeedStaysWhatItIs()
    {
        // Runs that were stopped are resumed by later versions: these orders may not change. Computed apart, from the published algorithms.
        Assert.Equal([5, 1, 4, 9, 11, 7, 3, 2, 10, 8, 0, 6], Shuffle.Order(12, seed: 1, stream: 2));
        Assert.Empty(Shuffle.Order(0, 1, 2));
        Assert.Equal([0], Shuffle.Order(1, 1, 2));
    }

    [Fact]
    public void EveryPlaceIsEquallyLikely()
    {
        int[,] seen = new int[6, 6];
        const int rounds = 30_000;
        for (int round = 0; round < rounds; round++)
        {
            long[] order = Shuffle.Order(6, seed: 9, stream: (ulong)round);
            for (int place = 0; place < 6; place++)
                seen[place, order[place]]++;
        }

        // 25 degrees of freedom: χ² lies below 52.6 in 999 cases of 1,000.
        double expected = rounds / 6.0, distance = 0;
        foreach (int count in seen)
            distance += (count - expected) * (count - expected) / expected;
        Assert.InRange(distance, 5, 52.6);
    }

    [Fact]
    public void SameBitsForAnyNumberOfWorkersAndAnyPrefetch()
    {
        ArrayDataset data = TestSets.Bytes(1_003, 97).Normalize(new Normalization(33.3, 77.7));
        string? first = null;
        foreach (int workers in workerCounts)
        {
            foreach (int prefetch in (int[])[1, 2, 8])
            {
                DataLoader loader = new(data, 16, shuffle: true, seed: 3, workers: workers, prefetch: prefetch);
                using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                for (int epoch = 0; epoch < 3; epoch++)
                {
                    foreach ((Tensor inputs, Tensor labels) in loader)
                    {
                        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(inputs.ToArray<float>().AsSpan()));
                        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(labels.ToArray<long>().AsSpan()));
                    }
                }

                string sum = Convert.ToHexString(hash.GetHashAndReset());
                Assert.Equal(first ??= sum, sum);
            }
        }
    }

    [Fact]
    public void GoesOnInTheMiddleOfAnEpoch()
    {
        ArrayDataset data = TestSets.Bytes(50, 2);
        DataLoader whole = new(data, 8, shuffle: true, seed: 1) { Epoch = 2 };
        List<long[]> expected = TestSets.Labels(whole), next = TestSets.Labels(whole);
        foreach (int workers in workerCounts)
        {
            for (int stop = 0; stop <= expected.Count; stop++)
            {
                DataLoader loader = new(data, 8, shuffle: true, seed: 1, workers: workers) { Epoch = 2, Position = stop };
                List<long[]> rest = [];
                foreach ((_, Tensor labels) in loader)
                {
                    rest.Add(labels.ToArray<long>());
                    Assert.Equal((2, stop + rest.Count), (loader.Epoch, loader.Position));
                }

                Assert.Equal(expected[stop..], rest);
                Assert.Equal((3, 0), (loader.Epoch, loader.Position));
                Assert.Equal(next, TestSets.Labels(loader));
            }
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Position = whole.Count + 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => whole.Epoch = -1);
    }

    [Fact]
    public void AnEpochLeftEarlyIsFollowedByTheNextUnlessThePositionIsSet()
    {
        DataLoader loader = new(TestSets.Bytes(50, 2), 8, shuffle: true);
        List<long[]> first = TestSets.Labels(loader), second = TestSets.Labels(loader);
        loader.Epoch = 0;
        foreach (Batch batch in loader)
        {
            if (loader.Position == 2)
                break;
        }

        Assert.Equal((0, 2), (loader.Epoch, loader.Position));
        Assert.Equal(second[0], loader.First().Target.ToArray<long>());
        Assert.Equal((1, 1), (loader.Epoch, loader.Position));
        (loader.Epoch, loader.Position) = (0, 2);
        Assert.Equal(first[2..], TestSets.Labels(loader));
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        ArrayDataset data = TestSets.Bytes(10, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(data, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(data, -32));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(data, 1, workers: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DataLoader(data, 1, prefetch: 0));
        string message = Assert.Throws<ArgumentException>(() => new DataLoader(data, 11, dropLast: true)).Message;
        Assert.Contains("has 10 samples", message, StringComparison.Ordinal);
        Assert.Single(new DataLoader(data, 11));
        Assert.Empty(new DataLoader(data.Take(0), 11));
    }
}
