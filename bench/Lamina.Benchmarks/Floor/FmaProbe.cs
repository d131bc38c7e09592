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

    /// <summary>What two threads must reach of one thread's rate for the machine to count as quiet.</summary>
    public const double Quiet = 1.9;

    // More than twice cannot be: then it was the single thread that somebody disturbed.
    const double Believable = 2.1;

    /// <summary>Whether two threads have the machine to themselves now.</summary>
    public static bool IsQuiet => Ratio() is >= Quiet and <= Believable;

    /// <summary>Waits for a moment of quiet: a round on a busy machine is thrown away, so it is worth a look whether it calms down.</summary>
    /// <param name="tries">How often to look.</param>
    public static bool WaitForQuiet(int tries)
    {
        for (int i = 0; i < tries; i++)
        {
            if (IsQuiet)
                return true;
            Thread.Sleep(50);
        }

        return false;
    }

    static readonly Dictionary<int, double> _best = [];

    /// <summary>GFLOP/s of so many threads together: the best that any probe saw so far, of ten at least.</summary>
    public static double Peak(int threads) => _best.TryGetValue(threads, out double best) ? best : Enumerable.Range(0, 10).Max(_ => Rate(threads));

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

    static double Rate(int threads)
    {
        float sum = 0;
        double seconds = Crew.Seconds(threads, () => () => sum += Spin(Rounds));
        if (float.IsNaN(sum))
            throw new InvalidOperationException("The probe lost its numbers.");
        int lanes = Vector512.IsHardwareAccelerated ? 16 : Vector<float>.Count;
        double rate = 2.0 * threads * Rounds * Chains * lanes / seconds / 1e9;
        _best[threads] = Math.Max(rate, _best.GetValueOrDefault(threads));
        return rate;
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
