using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Lamina.Cpu;

/// <summary>The one thread pool of the process: fork–join over grains.</summary>
/// <remarks>
/// One region is open at a time. A Run from inside a grain, or while another thread has the region, does its grains by
/// itself, one after the other. Grains are claimed from one atomic word, so that a worker that sleeps through a region
/// costs nothing: the caller takes what is left and waits for grains in progress, never for workers.
/// </remarks>
internal static unsafe class Workers
{
    /// <summary>How long a thread spins before it offers its core to others.</summary>
    const double SpinMicroseconds = 50;

    /// <summary>
    /// How long a worker looks for the next region, its core on offer, before it parks. Longer than the pauses inside a
    /// training step: a wake costs the caller 5–10 µs, and some virtual machines put the woken thread on the caller's own
    /// core and leave it there for milliseconds.
    /// </summary>
    const double PatienceMicroseconds = 1500;

    const int RemainingBits = 40;
    const long RemainingMask = (1L << RemainingBits) - 1;

    /// <summary>What the threads of a region share. Fields that different threads write lie on different cache lines.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    struct Region
    {
        /// <summary>Number of the region (high bits) and grains nobody has claimed yet (low bits): one word, so that a
        /// claim fails when the region it was read in is over.</summary>
        [FieldOffset(0)] public long Claim;

        /// <summary>Grains not finished yet.</summary>
        [FieldOffset(128)] public long Pending;

        /// <summary>1 while the caller sleeps.</summary>
        [FieldOffset(192)] public int CallerParked;

        /// <summary>1 while a region is open.</summary>
        [FieldOffset(256)] public int Open;

        [FieldOffset(320)] public delegate*<void*, long, void> Invoke;
        [FieldOffset(328)] public void* Body;
        [FieldOffset(336)] public long Grains;
        [FieldOffset(344)] public int Threads;
    }

    static readonly Region* s_region = NewRegion();
    static readonly long s_spinTicks = (long)(SpinMicroseconds * 1e-6 * Stopwatch.Frequency);
    static readonly long s_patienceTicks = (long)(PatienceMicroseconds * 1e-6 * Stopwatch.Frequency);
    static readonly AutoResetEvent s_callerWake = new(false);
    static readonly Lock s_growth = new();
    static Worker[] s_workers = [];
    static Exception? s_error;
    static int s_count = Asked(Environment.GetEnvironmentVariable("LAMINA_THREADS"));

    [ThreadStatic] static bool t_inGrain;

    /// <summary>
    /// Threads that take part, the caller included: the environment variable <c>LAMINA_THREADS</c>, else the number of
    /// cores. May exceed the number of cores; threads are started when a region first needs them.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public static int Count
    {
        get => s_count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            s_count = value;
        }
    }

    /// <summary>
    /// Runs grains 0 … <paramref name="grains"/> − 1 and returns when all are done. If a grain throws, grains that have
    /// not started are dropped and the first exception seen is rethrown here after the others have ended.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(long grains, in T body)
        where T : struct, IGrains, allows ref struct
    {
        T copy = body;
        int threads = (int)Math.Min(s_count, grains);
        if (threads > 1 && s_workers.Length < threads - 1)
            Grow(threads - 1);
        if (threads <= 1 || grains > RemainingMask || t_inGrain || !TryOpen())
        {
            for (long grain = 0; grain < grains; grain++)
                copy.Run(grain);
            return;
        }
        Fork(grains, threads, Unsafe.AsPointer(ref copy), &Invoke<T>);
    }

    static void Invoke<T>(void* body, long grain)
        where T : struct, IGrains, allows ref struct
        => Unsafe.AsRef<T>(body).Run(grain);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool TryOpen() => Volatile.Read(ref s_region->Open) == 0 && Interlocked.Exchange(ref s_region->Open, 1) == 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Fork(long grains, int threads, void* body, delegate*<void*, long, void> invoke)
    {
        Region* region = s_region;
        region->Invoke = invoke;
        region->Body = body;
        region->Grains = grains;
        region->Threads = threads;
        region->Pending = grains;
        long number = (region->Claim >> RemainingBits) + 1;
        Interlocked.Exchange(ref region->Claim, (number << RemainingBits) | grains);
        Wake(0, threads);
        Take();
        WaitForGrains(region, threads);
        Exception? error = s_error;
        s_error = null;
        Volatile.Write(ref region->Open, 0);
        if (error is not null)
            ExceptionDispatchInfo.Throw(error);
    }

    /// <summary>Claims and does grains until none is left to claim.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Take()
    {
        Region* region = s_region;
        long done = 0;
        t_inGrain = true;
        while (true)
        {
            long word = Volatile.Read(ref region->Claim);
            long remaining = word & RemainingMask;
            if (remaining == 0)
                break;
            if (Interlocked.CompareExchange(ref region->Claim, word - 1, word) != word)
                continue;
            // The claim stands, so the region stays open until this thread has counted the grain as finished.
            try
            {
                if (Volatile.Read(ref s_error) is null)
                    region->Invoke(region->Body, region->Grains - remaining);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref s_error, error, null);
            }
            // Counted together below: until then the region cannot end, so all claims of this call belong to it.
            done++;
        }
        t_inGrain = false;
        if (done != 0 && Interlocked.Add(ref region->Pending, -done) == 0
            && Volatile.Read(ref region->CallerParked) != 0 && Interlocked.Exchange(ref region->CallerParked, 0) != 0)
            s_callerWake.Set();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void WaitForGrains(Region* region, int threads)
    {
        if (Volatile.Read(ref region->Pending) == 0)
            return;
        long patience = threads > Environment.ProcessorCount ? 0 : s_spinTicks;
        long start = Stopwatch.GetTimestamp();
        bool interrupted = false;
        while (Volatile.Read(ref region->Pending) != 0)
        {
            if (Stopwatch.GetTimestamp() - start < patience)
            {
                Thread.SpinWait(1);
                continue;
            }
            Interlocked.Exchange(ref region->CallerParked, 1);
            if (Volatile.Read(ref region->Pending) == 0 && Interlocked.Exchange(ref region->CallerParked, 0) != 0)
                break;
            try
            {
                s_callerWake.WaitOne();
            }
            catch (ThreadInterruptedException)
            {
                // The body lies on this thread's stack: leaving now would pull it from under the workers.
                interrupted = true;
                Interlocked.Exchange(ref region->CallerParked, 0);
            }
        }
        if (interrupted)
            Thread.CurrentThread.Interrupt();
    }

    /// <summary>Wakes the two workers below <paramref name="node"/> in the binary tree of threads (the caller is its root), so that no thread pays for all.</summary>
    static void Wake(int node, int threads)
    {
        Worker[] workers = s_workers;
        for (int child = 2 * node + 1; child <= 2 * node + 2 && child < threads; child++)
            workers[child - 1].Wake();
    }

    static void Grow(int workers)
    {
        lock (s_growth)
        {
            Worker[] old = s_workers;
            if (old.Length >= workers)
                return;
            Worker[] all = new Worker[workers];
            old.CopyTo(all, 0);
            for (int i = old.Length; i < workers; i++)
                all[i] = new Worker(i + 1);
            s_workers = all;
            for (int i = old.Length; i < workers; i++)
                all[i].Start();
        }
    }

    static Region* NewRegion()
    {
        Region* region = (Region*)NativeMemory.AlignedAlloc((nuint)sizeof(Region), 128);
        *region = default;
        return region;
    }

    /// <summary>What a value of <c>LAMINA_THREADS</c> asks for; a thread for each core without one.</summary>
    /// <exception cref="DeviceException">The value is no number of threads.</exception>
    internal static int Asked(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return Environment.ProcessorCount;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
            ? count
            : throw new DeviceException($"The environment variable LAMINA_THREADS is '{value}'; give it a number of threads, 1 or more, or leave it out for one on each core.");
    }

    /// <summary>One thread of the pool.</summary>
    sealed class Worker(int node)
    {
        readonly AutoResetEvent _wake = new(false);
        int _parked;

        public void Start()
            => new Thread(Loop, 1 << 20) { IsBackground = true, Name = $"Lamina worker {node}" }.UnsafeStart();

        public void Wake()
        {
            if (Volatile.Read(ref _parked) != 0 && Interlocked.Exchange(ref _parked, 0) != 0)
                _wake.Set();
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void Loop()
        {
            Region* region = s_region;
            long seen = 0;
            while (true)
            {
                Seek(region, seen);
                long word = Volatile.Read(ref region->Claim);
                seen = word >> RemainingBits;
                // Threads may be read from the next region already; at worst a thread too many or too few helps.
                int threads = Volatile.Read(ref region->Threads);
                if (node >= threads)
                    continue;
                Workers.Wake(node, threads);
                Take();
            }
        }

        /// <summary>Returns when there is a region this worker has not seen and that has grains left.</summary>
        void Seek(Region* region, long seen)
        {
            if (HasNews(region, seen))
                return;
            // The caller may be waiting for this very core.
            Thread.Yield();
            bool crowded = s_count > Environment.ProcessorCount;
            long start = Stopwatch.GetTimestamp();
            while (!HasNews(region, seen))
            {
                long waited = Stopwatch.GetTimestamp() - start;
                if (!crowded && waited < s_patienceTicks)
                {
                    if (waited < s_spinTicks)
                        Thread.SpinWait(1);
                    else
                        Thread.Yield();
                    continue;
                }
                Interlocked.Exchange(ref _parked, 1);
                if (HasNews(region, seen) && Interlocked.Exchange(ref _parked, 0) != 0)
                    return;
                _wake.WaitOne();
                start = Stopwatch.GetTimestamp();
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static bool HasNews(Region* region, long seen)
        {
            long word = Volatile.Read(ref region->Claim);
            return word >> RemainingBits != seen && (word & RemainingMask) != 0;
        }
    }
}
