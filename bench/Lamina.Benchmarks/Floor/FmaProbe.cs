using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Benchmarks.Floor;

/// <summary>
/// What the machine gives at the moment: fused multiply-adds on one thread and on two. Where two do not reach 1.9 times one, the
/// machine is throttled or shared, and a measurement says little.
/// </summary>
static class FmaProbe
{
    const int Chains = 8;
    const long Rounds = 4_000_000;

    /// <summary>GFLOP/s of so many threads together; the best of three.</summary>
    public static double Peak(int threads) => Enumerable.Range(0, 3).Max(_ => Rate(threads));

    /// <summary>Two threads' rate over one thread's; the best of three each.</summary>
    public static double Ratio()
    {
        double one = 0, two = 0;
        for (int i = 0; i < 3; i++)
        {
            one = Math.Max(one, Rate(1));
            two = Math.Max(two, Rate(2));
        }

        return two / one;
    }

    static double Rate(int count)
    {
        using Barrier start = new(count + 1), end = new(count + 1);
        float[] sums = new float[count * 16];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            sums[i * 16] = Spin(Rounds);
            end.SignalAndWait();
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        start.SignalAndWait();
        long from = Stopwatch.GetTimestamp();
        end.SignalAndWait();
        double seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
        foreach (Thread thread in threads)
            thread.Join();
        if (sums.Any(float.IsNaN))
            throw new InvalidOperationException("The probe lost its numbers.");
        int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector<float>.Count;
        return 2.0 * count * Rounds * Chains * lanes / seconds / 1e9;
    }

    // Eight chains hide the latency of four cycles on two ports.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Spin(long rounds) => Vector512.IsHardwareAccelerated ? Spin512(rounds) : SpinVector(rounds);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float Spin512(long rounds)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(0.001f);
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y;
        for (long i = 0; i < rounds; i++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static float SpinVector(long rounds)
    {
        Vector<float> x = new(0.999f), y = new(0.001f);
        Vector<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y;
        for (long i = 0; i < rounds; i++)
        {
            a = Vector.FusedMultiplyAdd(a, x, y);
            b = Vector.FusedMultiplyAdd(b, x, y);
            c = Vector.FusedMultiplyAdd(c, x, y);
            d = Vector.FusedMultiplyAdd(d, x, y);
            e = Vector.FusedMultiplyAdd(e, x, y);
            f = Vector.FusedMultiplyAdd(f, x, y);
            g = Vector.FusedMultiplyAdd(g, x, y);
            h = Vector.FusedMultiplyAdd(h, x, y);
        }

        return Vector.Sum(a + b + c + d + e + f + g + h);
    }
}
