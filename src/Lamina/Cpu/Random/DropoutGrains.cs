using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina.Cpu.Random;

/// <summary>Dropout of contiguous elements: words, comparison and product tile by tile.</summary>
internal readonly unsafe struct DropoutGrains(nint x, nint y, DType dtype, long count, RandomKey key, ulong threshold, double scale) : IGrains
{
    const int Tile = TileOperand.Tile;
    const int PerGrain = 64 * Tile;

    public static void Run(in Operand x, in Operand y, in RandomKey key, ulong threshold, double scale)
    {
        long count = x.Shape.Count;
        Workers.Run((count + PerGrain - 1) / PerGrain, new DropoutGrains(x.Address, y.Address, x.DType, count, key, threshold, scale));
    }

    public void Run(long grain)
    {
        long last = Math.Min(count, (grain + 1) * PerGrain);
        if (dtype == DType.Float64)
            Doubles(grain * PerGrain, last);
        else
            Singles(grain * PerGrain, last);
    }

    void Singles(long begin, long last)
    {
        uint* words = stackalloc uint[Tile];
        float* values = stackalloc float[Tile];
        TileOperand operand = new(dtype, 1);
        for (long first = begin; first < last; first += Tile)
        {
            long tile = Math.Min(Tile, last - first);
            RandomWords.Fill(key, (ulong)(first / 4), words, Tile / 4);
            float* source = operand.Load(x, first, tile, values);
            float* target = operand.Target(y, first, values);
            Loop(words, source, target, tile, threshold, (float)scale);
            operand.Store(y, first, tile, target);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Loop(uint* words, float* source, float* target, long count, ulong threshold, float scale)
    {
        // Kept where word > threshold − 1; all are dropped where the threshold is 2³², which no word reaches.
        Vector256<uint> limit = Vector256.Create((uint)(threshold - 1));
        Vector256<float> factor = Vector256.Create(scale);
        long i = 0;
        if (threshold != 0)
        {
            for (; i <= count - 8; i += 8)
            {
                Vector256<uint> kept = Vector256.GreaterThan(Vector256.Load(words + i), limit);
                Vector256.Store((Vector256.Load(source + i) * factor).AsUInt32() & kept, (uint*)target + i);
            }
        }

        for (; i < count; i++)
            target[i] = words[i] < threshold ? 0 : source[i] * scale;
    }

    void Doubles(long begin, long last)
    {
        uint* words = stackalloc uint[Tile];
        double* source = (double*)x, target = (double*)y;
        for (long first = begin; first < last; first += Tile)
        {
            RandomWords.Fill(key, (ulong)(first / 4), words, Tile / 4);
            for (long i = first; i < Math.Min(last, first + Tile); i++)
                target[i] = words[i - first] < threshold ? 0 : source[i] * scale;
        }
    }
}
