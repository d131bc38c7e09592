using System.Runtime.InteropServices;

namespace Lamina.Benchmarks.Floor;

/// <summary>Bytes a second that some threads together read and write, by pattern and working set, measured once in a run.</summary>
sealed class Bandwidth
{
    const int Repeats = 3;
    const double Milliseconds = 4;

    // In all threads together: from the first cache to far beyond the last.
    static readonly long[] Sizes = [.. Enumerable.Range(0, 8).Select(i => 16L << 10 << (2 * i))];

    // Reads in all bytes, in the order of the patterns.
    static readonly double[] Shares = [1, 2 / 3.0, 1 / 2.0, 0];

    // Seconds a byte, by pattern and size.
    readonly double[,] _costs = new double[Shares.Length, Sizes.Length];

    /// <summary>Measures, which takes a second or two.</summary>
    public Bandwidth(int threads)
    {
        for (int size = 0; size < Sizes.Length; size++)
        {
            for (int pattern = 0; pattern < Shares.Length; pattern++)
                _costs[pattern, size] = 1 / Measure((Pattern)pattern, Sizes[size], threads);
        }
    }

    /// <summary>Seconds that so many bytes take, read and written in one sweep.</summary>
    public double Seconds(double read, double written)
    {
        double bytes = read + written;
        if (bytes <= 0)
            return 0;
        double share = read / bytes;
        int pattern = Enumerable.Range(0, Shares.Length - 2).FirstOrDefault(i => share >= Shares[i + 1], Shares.Length - 2);
        double part = (Shares[pattern] - share) / (Shares[pattern] - Shares[pattern + 1]);
        return bytes * (((1 - part) * Cost(pattern, bytes)) + (part * Cost(pattern + 1, bytes)));
    }

    /// <summary>Gigabytes a second of a pattern on a working set.</summary>
    public double GigabytesPerSecond(Pattern pattern, double bytes) => 1e-9 / Cost((int)pattern, bytes);

    // Between two sizes that were measured, by the logarithm.
    double Cost(int pattern, double bytes)
    {
        double place = Math.Clamp(Math.Log2(bytes / Sizes[0]) / 2, 0, Sizes.Length - 1);
        int below = Math.Min((int)place, Sizes.Length - 2);
        double part = place - below;
        return ((1 - part) * _costs[pattern, below]) + (part * _costs[pattern, below + 1]);
    }

    static double Measure(Pattern pattern, long size, int threads)
    {
        int arrays = pattern switch { Pattern.Add => 3, Pattern.Copy => 2, _ => 1 };
        long count = Math.Max(64, size / sizeof(float) / arrays / threads / 64 * 64), bytes = count * sizeof(float) * arrays * threads;

        // Stores that go past the caches help large arrays only.
        double best = Enumerable.Range(0, Repeats).Max(_ => Rate(pattern, count, bytes, arrays, threads, past: false));
        return size < 1 << 20 || pattern == Pattern.Read ? best : Math.Max(best, Enumerable.Range(0, Repeats).Max(_ => Rate(pattern, count, bytes, arrays, threads, past: true)));
    }

    static unsafe double Rate(Pattern pattern, long count, long bytes, int arrays, int threads, bool past)
    {
        // As many sweeps as 40 GB/s would make in the time, after one that only touches.
        int sweeps = (int)Math.Clamp(Milliseconds * 4e7 / bytes, 1, 1 << 20);
        float sum = 0;
        nuint[] blocks = new nuint[threads];
        int taken = -1;
        double seconds = Crew.Seconds(threads, () =>
        {
            float* memory = (float*)NativeMemory.AlignedAlloc((nuint)(count * arrays * sizeof(float)), 64);
            blocks[Interlocked.Increment(ref taken)] = (nuint)memory;
            Traffic.Write(memory, count * arrays, past: false);
            Sweep(memory);
            return () =>
            {
                for (int k = 0; k < sweeps; k++)
                    sum += Sweep(memory);
            };
        });
        foreach (nuint block in blocks)
            NativeMemory.AlignedFree((void*)block);
        return float.IsNaN(sum) ? throw new InvalidOperationException("The traffic lost its numbers.") : bytes * (double)sweeps / seconds;

        float Sweep(float* memory)
        {
            switch (pattern)
            {
                case Pattern.Read:
                    return Traffic.Read(memory, count);
                case Pattern.Add:
                    Traffic.Add(memory, memory + count, memory + (2 * count), count, past);
                    break;
                case Pattern.Copy:
                    Traffic.Copy(memory, memory + count, count, past);
                    break;
                default:
                    Traffic.Write(memory, count, past);
                    break;
            }

            return 0;
        }
    }
}
