using Xunit;

namespace Lamina.Data.Tests;

public class StreamTests
{
    static readonly int[] workerCounts = [0, 1, 3];

    [Fact]
    public void A_stream_gives_the_same_batches_for_any_number_of_workers_and_resumes()
    {
        foreach (int buffer in (int[])[0, 1, 7, 100])
        {
            List<long[]>? first = null;
            foreach (int workers in workerCounts)
            {
                StreamDataset<(float, long)> stream = Numbers(23, buffer);
                DataLoader loader = new(stream, 4, workers: workers);
                Assert.Equal((23L, 6L), (loader.Samples, loader.Count));
                List<long[]> epoch = TestSets.Labels(loader), second = TestSets.Labels(loader);
                first ??= epoch;
                Assert.Equal(first, epoch);
                Assert.Equal(Indices.Range(0, 23), epoch.SelectMany(batch => batch).Order());
                if (buffer <= 1)
                    Assert.Equal(Indices.Range(0, 23), epoch.SelectMany(batch => batch));
                else
                    Assert.NotEqual(epoch, second);
                for (int stop = 0; stop <= 6; stop++)
                {
                    (loader.Epoch, loader.Position) = (1, stop);
                    Assert.Equal(second[stop..], TestSets.Labels(loader));
                }
            }

            // A sample stays behind by the buffer's size at most, and is not pulled forward further.
            long[] order = [.. first!.SelectMany(batch => batch)];
            for (int place = 0; place < order.Length; place++)
                Assert.True(order[place] < place + Math.Max(1, buffer), $"{order[place]} at {place}");
        }
    }

    [Fact]
    public void A_count_that_is_not_stated_is_counted_once()
    {
        int opened = 0;
        StreamDataset<int> stream = Dataset.Stream(_ => Lines());
        Assert.Equal(0, opened);
        Assert.Equal((5L, 5L, 5L), (stream.Count, stream.Count, stream.At(3).Count));
        Assert.Equal(1, opened);
        Assert.Equal(2, new DataLoader(stream, 3).Count());
        Assert.Equal(2, opened);
        Assert.Equal([4L, 0], stream.Read([4, 0]).Input.ToArray<long>());
        Assert.Equal(Indices.Range(0, 700), Numbers(700, 0).Labels());

        // An epoch of a stream without end is as long as it is said to be.
        Assert.Equal(3, new DataLoader(Dataset.Stream(_ => Forever(), count: 6), 2).Count());

        IEnumerable<int> Lines()
        {
            opened++;
            for (int i = 0; i < 5; i++)
                yield return i;
        }

        static IEnumerable<float> Forever()
        {
            while (true)
                yield return 1;
        }
    }

    [Fact]
    public void A_stream_is_cut_before_it_is_shuffled()
    {
        (IDataset kept, IDataset heldOut) = ((IDataset)Numbers(20, 10)).SplitLast(0.25);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            Assert.Equal(Indices.Range(0, 15), TestSets.Labels(new DataLoader(kept, 4) { Epoch = epoch }).SelectMany(batch => batch).Order());
            Assert.Equal(Indices.Range(15, 5), TestSets.Labels(new DataLoader(heldOut, 4) { Epoch = epoch }).SelectMany(batch => batch).Order());
        }

        Assert.Equal(3, kept.Skip(2).Take(3).Count);
        Assert.Empty(new DataLoader(kept.Take(0), 4));
        Assert.Throws<NotSupportedException>(() => kept.Split(0.5, 0));
        Assert.Throws<ArgumentException>(() => new DataLoader(kept, 4, shuffle: true));
        Assert.Throws<ArgumentException>(() => new DataLoader(kept, 4, sampler: new SequentialSampler(4)));
    }

    [Fact]
    public void What_goes_wrong_comes_at_its_batch()
    {
        foreach (int workers in workerCounts)
        {
            Check("data, batch 2 of epoch 0: an epoch was to have 30 samples, and the stream ended after 23", 2, Numbers(23, 0, stated: 30));
            Check("data, batch 2 of epoch 0: the stream cannot be read on behind sample 20: the line is dead", 2, Dataset.Stream(_ => Broken(), count: 100, info: new DatasetInfo()));
            Check("data, batch 1 of epoch 0: samples 10 … 19 cannot be laid side by side", 1, Dataset.Stream<int>(_ => Enumerable.Range(0, 30), samples => samples[0] == 10 ? throw new IOException("no") : Collate.Default(samples), count: 30, info: new DatasetInfo()));
            Check("data, batch 0 of epoch 0: the data set was asked for 10 samples and gave 3", 0, Dataset.Stream<int>(_ => Enumerable.Range(0, 30), samples => Collate.Default<int>([1, 2, 3]), count: 30, info: new DatasetInfo()));

            void Check(string start, int batches, IDataset stream)
            {
                int seen = 0;
                DataReadException error = Assert.Throws<DataReadException>(() =>
                {
                    foreach (Batch batch in new DataLoader(stream, 10, workers: workers))
                        seen++;
                });
                Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
                Assert.Equal(batches, seen);
            }
        }

        static IEnumerable<int> Broken()
        {
            for (int i = 0; i < 25; i++)
                yield return i;
            throw new IOException("the line is dead");
        }
    }

    [Fact]
    public void The_source_is_closed_when_an_epoch_is_left()
    {
        int open = 0;
        foreach (int workers in workerCounts)
        {
            foreach (Batch batch in new DataLoader(Dataset.Stream(_ => Lines(), count: 1_000), 10, workers: workers))
                break;
            Assert.Equal(0, open);
            Assert.Equal(100, new DataLoader(Dataset.Stream(_ => Lines(), count: 1_000), 10, workers: workers).Count());
            Assert.Equal(0, open);
        }

        IEnumerable<int> Lines()
        {
            open++;
            try
            {
                for (int i = 0; i < 5_000; i++)
                    yield return i;
            }
            finally
            {
                open--;
            }
        }
    }

    static StreamDataset<(float, long)> Numbers(int count, int buffer, long? stated = null) =>
        Dataset.Stream(_ => Enumerable.Range(0, count).Select(i => ((float)i, (long)i)), count: stated, shuffleBuffer: buffer, seed: 9, info: new DatasetInfo());
}
