using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Lamina.Cpu.Random;

/// <summary>Uniform floats in [low, high), on a grid of 2^−bits of the range.</summary>
internal readonly unsafe struct UniformSingles(double low, double high, int bits) : IDistribution<float>
{
    public static int PerBlock => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, float* values)
    {
        Vector256<float> unit = Vector256.Create(1f / (1L << bits)), range = Vector256.Create((float)(high - low)), from = Vector256.Create((float)low);

        // Rounding must not reach the end of the range, unless the range holds a single number.
        Vector256<float> top = Vector256.Create(Math.Max(MathF.BitDecrement((float)high), (float)low));
        for (int i = 0; i < RandomTiles<UniformSingles, float>.Tile; i += 8)
        {
            Vector256<int> whole = Vector256.ShiftRightLogical(Vector256.Load(words + i), 32 - bits).AsInt32();
            Vector256.Store(Vector256.Min((Vector256.ConvertToSingle(whole) * unit * range) + from, top), values + i);
        }
    }
}

/// <summary>Uniform doubles in [low, high), on a grid of 2⁻⁵³ of the range.</summary>
internal readonly unsafe struct UniformDoubles(double low, double high) : IDistribution<double>
{
    public static int PerBlock => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(uint* words, double* values)
    {
        double range = high - low, top = Math.Max(Math.BitDecrement(high), low);
        for (int i = 0; i < RandomTiles<UniformDoubles, double>.Tile; i++)
            values[i] = Math.Min((Philox.ToUnitDouble(words[2 * i], words[(2 * i) + 1]) * range) + low, top);
    }
}
