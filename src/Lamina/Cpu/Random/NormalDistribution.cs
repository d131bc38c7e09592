using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Simd;

namespace Lamina.Cpu.Random;

/// <summary>
/// Normal numbers by the transform of Box and Muller: a radius √(−2 ln u) and an angle 2πv give two independent ones.
/// </summary>
internal readonly unsafe struct NormalDistribution<L, T>(double mean, double deviation) : IDistribution<T>
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Pairs = 128;

    public static int PerBlock => typeof(T) == typeof(float) ? 4 : 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, T* values)
    {
        T* u = stackalloc T[Pairs];
        T* v = stackalloc T[Pairs];
        UnitNumbers<T>.Pairs(words, u, v, Pairs);
        for (int i = 0; i < Pairs; i += L.Count)
        {
            L radius = L.Sqrt(L.Constant(-2) * L.Log(L.Load(u + i))) * L.Constant(deviation);
            L angle = L.Constant(2 * Math.PI) * L.Load(v + i);
            L.Store(u + i, (radius * L.Cos(angle)) + L.Constant(mean));
            L.Store(v + i, (radius * L.Sin(angle)) + L.Constant(mean));
        }

        for (int i = 0; i < Pairs; i++)
        {
            values[2 * i] = u[i];
            values[(2 * i) + 1] = v[i];
        }
    }
}

/// <summary>Exponential numbers: −ln u / rate.</summary>
internal readonly unsafe struct ExponentialDistribution<L, T>(double rate) : IDistribution<T>
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int PerBlock => typeof(T) == typeof(float) ? 4 : 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, T* values)
    {
        const int Tile = RandomTiles<ExponentialDistribution<L, T>, T>.Tile;
        UnitNumbers<T>.AboveZero(words, values, Tile);
        for (int i = 0; i < Tile; i += L.Count)
            L.Store(values + i, L.Constant(-1 / rate) * L.Log(L.Load(values + i)));
    }
}

/// <summary>Random words as numbers of (0, 1], whose logarithm is finite, and of [0, 1).</summary>
internal static unsafe class UnitNumbers<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Pairs of a number of (0, 1] and one of [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pairs(uint* words, T* u, T* v, int pairs)
    {
        for (int i = 0; i < pairs; i++)
        {
            if (typeof(T) == typeof(float))
            {
                u[i] = T.One - T.CreateTruncating(Philox.ToUnitSingle(words[2 * i]));
                v[i] = T.CreateTruncating(Philox.ToUnitSingle(words[(2 * i) + 1]));
            }
            else
            {
                uint* four = words + (4 * i);
                u[i] = T.One - T.CreateTruncating(Philox.ToUnitDouble(four[0], four[1]));
                v[i] = T.CreateTruncating(Philox.ToUnitDouble(four[2], four[3]));
            }
        }
    }

    /// <summary>Numbers of (0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AboveZero(uint* words, T* values, int count)
    {
        for (int i = 0; i < count; i++)
        {
            values[i] = T.One - (typeof(T) == typeof(float)
                ? T.CreateTruncating(Philox.ToUnitSingle(words[i]))
                : T.CreateTruncating(Philox.ToUnitDouble(words[2 * i], words[(2 * i) + 1])));
        }
    }
}
