using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Benchmarks.Floor;

/// <summary>Patterns of reads and writes over arrays of floats, as fast as this machine does them.</summary>
static unsafe class Traffic
{
    /// <summary>Reads an array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Read(float* a, long count)
    {
        Vector512<float> s = default, t = default, u = default, v = default;
        for (long i = 0; i < count; i += 64)
        {
            s += Vector512.Load(a + i);
            t += Vector512.Load(a + i + 16);
            u += Vector512.Load(a + i + 32);
            v += Vector512.Load(a + i + 48);
        }

        return Vector512.Sum(s + t + u + v);
    }

    /// <summary>Writes an array, past the caches if asked to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(float* a, long count, bool past)
    {
        Vector512<float> x = Vector512<float>.One;
        if (past)
        {
            for (long i = 0; i < count; i += 16)
                x.StoreAlignedNonTemporal(a + i);
        }
        else
        {
            for (long i = 0; i < count; i += 16)
                x.Store(a + i);
        }
    }

    /// <summary>a = b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* a, float* b, long count, bool past)
    {
        if (past)
        {
            for (long i = 0; i < count; i += 16)
                Vector512.Load(b + i).StoreAlignedNonTemporal(a + i);
        }
        else
        {
            for (long i = 0; i < count; i += 16)
                Vector512.Load(b + i).Store(a + i);
        }
    }

    /// <summary>a = b + c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(float* a, float* b, float* c, long count, bool past)
    {
        if (past)
        {
            for (long i = 0; i < count; i += 16)
                (Vector512.Load(b + i) + Vector512.Load(c + i)).StoreAlignedNonTemporal(a + i);
        }
        else
        {
            for (long i = 0; i < count; i += 16)
                (Vector512.Load(b + i) + Vector512.Load(c + i)).Store(a + i);
        }
    }
}
