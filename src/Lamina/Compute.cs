using Lamina.Cpu;
using Lamina.Simd;

namespace Lamina;

/// <summary>How this process computes: its threads and its SIMD width. Results have the same bits for any number of threads.</summary>
public static class Compute
{
    /// <summary>Threads that kernels use, the caller's included: <c>LAMINA_THREADS</c>, or the number of cores, unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static int Threads
    {
        get => Workers.Count;
        set => Workers.Count = value;
    }

    /// <summary>The SIMD width in force: the widest of this machine, or the one that <c>LAMINA_CPU</c> (scalar, 128, 256, 512) asks for.</summary>
    public static SimdTier Tier => Simd.Tier.Current;
}
