using System.Diagnostics;
using Lamina.Cpu;

namespace Lamina.Tests.Cpu;

[Collection("Cpu")]
public sealed unsafe class WorkersTests : IDisposable
{
    readonly int _before = Workers.Count;

    public void Dispose() => Workers.Count = _before;

    readonly struct Count(int* hits) : IGrains
    {
        public void Run(long grain) => Interlocked.Increment(ref hits[grain]);
    }

    [Fact]
    public void EveryGrainRunsOnce()
    {
        int* hits = stackalloc int[1000];
        foreach (int threads in (int[])[1, 2, 3, 4, 9, 2, 1, 16])
        {
            Workers.Count = threads;
            foreach (int grains in (int[])[0, 1, 2, 3, 7, 100, 1000])
                for (int round = 0; round < 50; round++)
                {
                    new Span<int>(hits, 1000).Clear();
                    Workers.Run(grains, new Count(hits));
                    for (int i = 0; i < 1000; i++)
                        Assert.True(hits[i] == (i < grains ? 1 : 0), $"threads {threads}, grains {grains}, grain {i}: ran {hits[i]} times");
                }
        }
    }

    readonly struct Meet(int* arrived, int wanted, int* threadIds) : IGrains
    {
        public void Run(long grain)
        {
            threadIds[grain] = Environment.CurrentManagedThreadId;
            Interlocked.Increment(ref *arrived);
            long start = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref *arrived) < wanted && Stopwatch.GetElapsedTime(start).TotalSeconds < 10)
                Thread.Yield();
        }
    }

    /// <summary>Grains that wait for one another end only if each has a thread of its own.</summary>
    [Fact]
    public void CountThreadsTakePart()
    {
        int* ids = stackalloc int[8];
        foreach (int threads in (int[])[2, 3, 8, 4])
        {
            Workers.Count = threads;
            int arrived = 0;
            Workers.Run(threads, new Meet(&arrived, threads, ids));
            Assert.Equal(threads, arrived);
            Assert.Equal(threads, new Span<int>(ids, threads).ToArray().Distinct().Count());
        }
    }

    readonly struct Nested(int* hits) : IGrains
    {
        public void Run(long grain) => Workers.Run(10, new Count(hits + 10 * grain));
    }

    [Fact]
    public void NestedRegionRunsInline()
    {
        Workers.Count = 4;
        int* hits = stackalloc int[200];
        for (int round = 0; round < 100; round++)
        {
            new Span<int>(hits, 200).Clear();
            Workers.Run(20, new Nested(hits));
            for (int i = 0; i < 200; i++)
                Assert.Equal(1, hits[i]);
        }
    }

    readonly struct Failing(int* ended) : IGrains
    {
        public void Run(long grain)
        {
            Thread.SpinWait(1000);
            if (grain % 3 == 1)
                throw new InvalidOperationException($"grain {grain}");
            Interlocked.Increment(ref *ended);
        }
    }

    [Fact]
    public void ExceptionReachesTheCallerAfterAllGrainsEnded()
    {
        int* ended = stackalloc int[1];
        nint address = (nint)ended;
        int* hits = stackalloc int[8];
        foreach (int threads in (int[])[1, 2, 4])
        {
            Workers.Count = threads;
            for (int round = 0; round < 20; round++)
            {
                *ended = 0;
                InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => RunFailing(address));
                Assert.StartsWith("grain ", error.Message);
                int seen = *ended;
                Thread.SpinWait(5000);
                Assert.Equal(seen, Volatile.Read(ref *ended));
                new Span<int>(hits, 8).Clear();
                Workers.Run(8, new Count(hits));
                Assert.All(new Span<int>(hits, 8).ToArray(), n => Assert.Equal(1, n));
            }
        }
    }

    static void RunFailing(nint ended) => Workers.Run(12, new Failing((int*)ended));

    [Fact]
    public void ConcurrentCallersDoNotDisturbOneAnother()
    {
        Workers.Count = 3;
        int wrong = 0;
        Thread[] users = new Thread[4];
        for (int u = 0; u < users.Length; u++)
        {
            users[u] = new Thread(() =>
            {
                int* hits = stackalloc int[37];
                for (int round = 0; round < 500; round++)
                {
                    new Span<int>(hits, 37).Clear();
                    Workers.Run(37, new Count(hits));
                    for (int i = 0; i < 37; i++)
                        if (hits[i] != 1)
                            Interlocked.Increment(ref wrong);
                }
            });
            users[u].Start();
        }
        foreach (Thread user in users)
            user.Join();
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void RegionsAllocateNothing()
    {
        Workers.Count = 2;
        int* hits = stackalloc int[16];
        for (int round = 0; round < 100; round++)
            Workers.Run(16, new Count(hits));

        // Counted over the whole process, in which the test runner lives too: one object a region would be 24,000 in every turn.
        long allocated = long.MaxValue;
        for (int turn = 0; turn < 5; turn++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int round = 0; round < 1000; round++)
                Workers.Run(16, new Count(hits));
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.True(allocated < 8000, $"{allocated} bytes in 1000 regions");
    }

    [Fact]
    public void RegionAfterIdlingRunsAllGrains()
    {
        Workers.Count = 3;
        int* hits = stackalloc int[64];
        for (int round = 0; round < 20; round++)
        {
            Thread.Sleep(5);
            new Span<int>(hits, 64).Clear();
            Workers.Run(64, new Count(hits));
            for (int i = 0; i < 64; i++)
                Assert.Equal(1, hits[i]);
        }
    }

    [Fact]
    public void InterruptedCallerStillWaitsForItsGrains()
    {
        Workers.Count = 3;
        bool interrupted = false, all = false;
        Thread user = new(() =>
        {
            int arrived = 0;
            int* ids = stackalloc int[3];
            Slow slow = new(&arrived);
            Workers.Run(3, slow);
            all = arrived == 3;
            try
            {
                Thread.Sleep(10_000);
            }
            catch (ThreadInterruptedException)
            {
                interrupted = true;
            }
        });
        user.Start();
        Thread.Sleep(20);
        user.Interrupt();
        user.Join();
        Assert.True(all);
        Assert.True(interrupted);
    }

    readonly struct Slow(int* arrived) : IGrains
    {
        public void Run(long grain)
        {
            long start = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < (grain == 0 ? 10 : 60))
                Thread.SpinWait(20);
            Interlocked.Increment(ref *arrived);
        }
    }

    [Fact]
    public void CountBelowOneIsRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => Workers.Count = 0);

    [Fact]
    public void ScratchIsAlignedKeptAndSeparate()
    {
        byte* a = (byte*)Scratch.Get(ScratchSlot.Kernel0, 100);
        byte* b = (byte*)Scratch.Get(ScratchSlot.Kernel1, 5000);
        Assert.Equal(0, (long)a % 64);
        Assert.Equal(0, (long)b % 64);
        Assert.True(a == (byte*)Scratch.Get(ScratchSlot.Kernel0, 64));
        new Span<byte>(a, 100).Fill(1);
        new Span<byte>(b, 5000).Fill(2);
        Assert.Equal(1, a[99]);
        byte* grown = (byte*)Scratch.Get(ScratchSlot.Kernel0, 1 << 20);
        new Span<byte>(grown, 1 << 20).Fill(3);
        Assert.Equal(2, b[4999]);
        Assert.Equal(0, (long)grown % 64);
    }
}
