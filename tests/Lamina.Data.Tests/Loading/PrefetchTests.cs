using System.Diagnostics;
using Lamina.TestKit;
using Xunit;

namespace Lamina.Data.Tests;

[Collection(nameof(PrefetchTests))]
public class PrefetchTests
{
    [Fact]
    public void NoMoreIsReadAheadThanAsked()
    {
        foreach ((int workers, int prefetch) in ((int, int)[])[(1, 1), (1, 4), (3, 4), (3, 2)])
        {
            ProbeDataset data = new(1_000);
            int taken = 0;
            foreach (Batch batch in new DataLoader(data, 10, workers: workers, prefetch: prefetch))
            {
                Assert.InRange(data.Reads, ++taken, taken + prefetch);
                if (taken == 20)
                    break;
            }
        }
    }

    [Fact]
    public void WorkersReadWhileTheTakerWorks()
    {
        int taker = Environment.CurrentManagedThreadId, elsewhere = 0;
        ProbeDataset data = new(200, _ => elsewhere += Environment.CurrentManagedThreadId == taker ? 0 : 1);
        foreach (Batch batch in new DataLoader(data, 10, workers: 1))
            Thread.Sleep(5);
        Assert.InRange(elsewhere, 10, 20);
    }

    [Fact]
    public void LeavingEarlyStopsTheWorkers()
    {
        foreach (int workers in (int[])[1, 3])
        {
            ProbeDataset data = new(10_000, _ => Thread.Sleep(2));
            int taken = 0;
            foreach (Batch batch in new DataLoader(data, 10, workers: workers))
            {
                if (++taken == 3)
                    break;
            }

            int reads = data.Reads;
            Assert.Equal(0, data.Open);
            Thread.Sleep(100);
            Assert.Equal(reads, data.Reads);
        }
    }

    [Fact]
    public void AnEnumeratorThatIsForgottenLeavesNoWorkBehind()
    {
        ProbeDataset data = new(10_000);
        for (int i = 0; i < 200; i++)
        {
            IEnumerator<Batch> forgotten = new DataLoader(data, 10, workers: 3, prefetch: 4).GetEnumerator();
            Assert.True(forgotten.MoveNext());
        }

        // Each reads what it was asked to read ahead and ends; a thread of its own would still stand there.
        Stopwatch watch = Stopwatch.StartNew();
        while (data.Reads < 1_000 && watch.Elapsed < TimeSpan.FromSeconds(20))
            Thread.Sleep(10);
        Thread.Sleep(50);
        Assert.Equal(1_000, data.Reads);
        Assert.Equal(0, data.Open);
    }

    [Fact]
    public void AnErrorComesAtItsBatchAndNamesTheSample()
    {
        foreach (int workers in (int[])[0, 1, 3])
        {
            ProbeDataset data = new(100, indices =>
            {
                if (indices.Contains(37))
                    throw new IOException("the disk is gone");
            });
            List<long[]> before = [];
            DataLoader loader = new(data, 5, workers: workers);
            DataReadException error = Assert.Throws<DataReadException>(() =>
            {
                foreach (Batch batch in loader)
                    before.Add(batch.Target.ToArray<long>());
            });
            Assert.Equal(7, before.Count);
            Assert.Equal(37, error.Index);
            Assert.IsType<IOException>(error.InnerException);
            Assert.Equal("data, batch 7 of epoch 0: sample 37 cannot be read: the disk is gone", error.Message);
            Assert.Equal(0, data.Open);
        }
    }

    [Fact]
    public void ABatchOfAnotherSizeIsRefused()
    {
        DataReadException error = Assert.Throws<DataReadException>(() => new DataLoader(new Miscount(), 4).Count());
        Assert.Contains("asked for 4 samples and gave 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CancellingEndsAWaitForAWorker()
    {
        using CancellationTokenSource source = new();
        using ManualResetEventSlim reading = new(), go = new();
        ProbeDataset data = new(100, indices =>
        {
            if (indices[0] == 0)
                return;
            reading.Set();
            go.Wait();
        });
        IEnumerator<Batch> batches = new DataLoader(data, 10, workers: 1, cancellationToken: source.Token).GetEnumerator();
        Assert.True(batches.MoveNext());
        Assert.True(reading.Wait(TimeSpan.FromSeconds(20)));
        source.CancelAfter(50);

        // Leaving waits for the read in progress, so the gate opens a little after the cancelling, however late that comes.
        using Timer opener = new(_ => go.Set(), null, Timeout.Infinite, Timeout.Infinite);
        using CancellationTokenRegistration cancelled = source.Token.Register(() => opener.Change(300, Timeout.Infinite));
        Assert.Throws<OperationCanceledException>(() => batches.MoveNext());
        Assert.True(data.Reads <= 3, $"{data.Reads} reads");
        Assert.Equal(0, data.Open);
        batches.Dispose();
        Assert.Throws<OperationCanceledException>(() => new DataLoader(data, 10, cancellationToken: source.Token).Count());
    }

    [Fact]
    public void MemoryStaysFlatOver2000Batches() => OwnProcess.Run(() =>
    {
        ArrayDataset data = TestSets.Bytes(6_400, 784).Normalize(Normalization.Bytes);
        DataLoader loader = new(data, 32, shuffle: true, workers: 2);
        long early = 0;
        double sum = 0;
        for (int epoch = 0, step = 0; epoch < 10; epoch++)
        {
            foreach ((Tensor inputs, Tensor labels) in loader)
            {
                sum += inputs.Read<float, float>(values => values[^1]) + labels.Read<long, long>(values => values[0]);
                if (++step == 400)
                    early = OwnProcess.WorkingSet();
            }
        }

        // A batch is 98 KiB: 2,000 of them would be 196 MiB.
        Assert.InRange(OwnProcess.WorkingSet(), 0, (early * 1.1) + (8 << 20));
        Assert.True(sum > 0);
    });

    sealed class Miscount : IDataset
    {
        public long Count => 10;

        public Batch Read(ReadOnlySpan<long> indices) => new(Tensor.From(indices[1..]), Tensor.From(indices[1..]));
    }
}

/// <summary>Times and memory are watched alone.</summary>
[CollectionDefinition(nameof(PrefetchTests), DisableParallelization = true)]
public class PrefetchTestsAlone;
