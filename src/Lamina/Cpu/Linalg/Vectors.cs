using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Linalg;

/// <summary>What factorizations do to rows of numbers.</summary>
internal static unsafe class Vectors<L>
    where L : struct, IVectorLane<L, double>
{
    /// <summary>Σ aᵢ bᵢ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double* a, double* b, long count)
    {
        L sum = L.Constant(0), other = sum;
        long i = 0;
        for (; i <= count - (2 * L.Count); i += 2 * L.Count)
        {
            sum = L.MultiplyAdd(L.Load(a + i), L.Load(b + i), sum);
            other = L.MultiplyAdd(L.Load(a + i + L.Count), L.Load(b + i + L.Count), other);
        }

        double rest = 0;
        for (; i < count; i++)
            rest = Math.FusedMultiplyAdd(a[i], b[i], rest);
        return L.Sum(sum + other) + rest;
    }

    /// <summary>y += factor · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(double* y, double* x, double factor, long count)
    {
        L f = L.Broadcast(factor);
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(y + i, L.MultiplyAdd(L.Load(x + i), f, L.Load(y + i)));
        for (; i < count; i++)
            y[i] = Math.FusedMultiplyAdd(x[i], factor, y[i]);
    }

    /// <summary>x ·= factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(double* x, double factor, long count)
    {
        L f = L.Broadcast(factor);
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
            L.Store(x + i, L.Load(x + i) * f);
        for (; i < count; i++)
            x[i] *= factor;
    }

    /// <summary>x, y = cos · x + sin · y, cos · y − sin · x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rotate(double* x, double* y, double cos, double sin, long count)
    {
        L c = L.Broadcast(cos), s = L.Broadcast(sin);
        long i = 0;
        for (; i <= count - L.Count; i += L.Count)
        {
            L a = L.Load(x + i), b = L.Load(y + i);
            L.Store(x + i, L.MultiplyAdd(a, c, b * s));
            L.Store(y + i, L.MultiplyAdd(b, c, -(a * s)));
        }

        for (; i < count; i++)
        {
            double a = x[i], b = y[i];
            x[i] = Math.FusedMultiplyAdd(a, cos, b * sin);
            y[i] = Math.FusedMultiplyAdd(b, cos, -(a * sin));
        }
    }

    /// <summary>√Σ xᵢ², without overflow on the way.</summary>
    public static double Length(double* x, long count)
    {
        double largest = 0;
        for (long i = 0; i < count; i++)
            largest = Math.Max(largest, Math.Abs(x[i]));
        if (largest is > 1e-140 and < 1e140)
            return Math.Sqrt(Dot(x, x, count));
        if (largest == 0 || !double.IsFinite(largest))
            return largest;
        double sum = 0;
        for (long i = 0; i < count; i++)
            sum += x[i] / largest * (x[i] / largest);
        return largest * Math.Sqrt(sum);
    }

    public static void Exchange(double* x, double* y, long count)
    {
        for (long i = 0; i < count; i++)
            (x[i], y[i]) = (y[i], x[i]);
    }
}
