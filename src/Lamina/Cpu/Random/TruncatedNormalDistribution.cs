using Lamina.Simd;

namespace Lamina.Cpu.Random;

/// <summary>
/// Standard normal numbers inside [low, high], by rejection. Each number has blocks of its own, one an attempt.
/// </summary>
/// <remarks><b>Source:</b> Robert: Simulation of truncated normal variables (Statistics and Computing, 1995).</remarks>
internal readonly unsafe struct TruncatedNormalGrains(RandomKey key, double low, double high, double mean, double deviation, nint values, long count) : IGrains
{
    public const int PerGrain = 1024;

    public void Run(long grain)
    {
        uint* words = stackalloc uint[4];
        for (long i = grain * PerGrain; i < Math.Min(count, (grain + 1) * PerGrain); i++)
        {
            double z;
            for (int attempt = 0; !Accepts(Words(attempt, i, words), out z); attempt++)
            {
            }

            ((double*)values)[i] = Math.Clamp(mean + (deviation * z), mean + (deviation * low), mean + (deviation * high));
        }
    }

    uint* Words(int attempt, long i, uint* words)
    {
        RandomWords.Fill(attempt == 0 ? key : key.Attempt(attempt), (ulong)i, words, 1);
        return words;
    }

    // Beyond the mean the interval is mirrored to the right side, and the tail drawn from an exponential.
    bool Accepts(uint* words, out double z)
    {
        double u = 1 - Philox.ToUnitDouble(words[0], words[1]), v = Philox.ToUnitDouble(words[2], words[3]);
        if (low <= 0 && high >= 0)
            return high - low > 2.5 ? Normal(u, v, out z) : Uniform(low, high, 0, u, v, out z);
        bool mirrored = high < 0;
        bool accepted = Tail(mirrored ? -high : low, mirrored ? -low : high, u, v, out z);
        z = mirrored ? -z : z;
        return accepted;
    }

    bool Normal(double u, double v, out double z)
    {
        z = Math.Sqrt(-2 * Log(u)) * Math.Cos(2 * Math.PI * v);
        return z >= low && z <= high;
    }

    static bool Uniform(double from, double to, double peak, double u, double v, out double z)
    {
        z = from + ((to - from) * v);
        return u <= Exp(0.5 * ((peak * peak) - (z * z)));
    }

    static bool Tail(double from, double to, double u, double v, out double z)
    {
        double rate = 0.5 * (from + Math.Sqrt((from * from) + 4));
        if ((to - from) * rate < 1)
            return Uniform(from, to, from, u, v, out z);
        z = from - (Log(1 - v) / rate);
        return z <= to && u <= Exp(-0.5 * (z - rate) * (z - rate));
    }

    static double Log(double x)
    {
        double y;
        Double1.Store(&y, Elementary.Log<Double1, double>(Double1.Broadcast(x)));
        return y;
    }

    static double Exp(double x)
    {
        double y;
        Double1.Store(&y, Elementary.Exp<Double1, double>(Double1.Broadcast(x)));
        return y;
    }
}
