using Lamina.Cpu.Elementwise;
using Lamina.Ops;

namespace Lamina.Cpu.Random;

/// <summary>Fills a contiguous operand with random numbers, tile by tile; every tile is made whole, so that no number depends on where the end lies.</summary>
internal readonly unsafe struct RandomTiles<TDistribution, T>(TDistribution distribution, RandomKey key, nint address, DType dtype, long count) : IGrains
    where TDistribution : struct, IDistribution<T>
    where T : unmanaged
{
    /// <summary>Numbers made at once.</summary>
    public const int Tile = 256;

    const int PerGrain = 64 * Tile;

    public static void Run(TDistribution distribution, KernelCall call) => Run(distribution, RandomKey.Of(call), call.Outputs[0]);

    public static void Run(TDistribution distribution, in RandomKey key, in Operand output)
    {
        long count = output.Shape.Count;
        Workers.Run((count + PerGrain - 1) / PerGrain, new RandomTiles<TDistribution, T>(distribution, key, output.Address, output.DType, count));
    }

    public void Run(long grain)
    {
        uint* words = stackalloc uint[4 * Tile / TDistribution.PerBlock];
        T* values = stackalloc T[Tile];
        long last = Math.Min(count, (grain + 1) * PerGrain);
        for (long first = grain * PerGrain; first < last; first += Tile)
        {
            RandomWords.Fill(key, (ulong)(first / TDistribution.PerBlock), words, Tile / TDistribution.PerBlock);
            distribution.Fill(words, values);
            Casts.FromTile(values, (byte*)address + (first * dtype.Size()), dtype, Math.Min(Tile, last - first));
        }
    }
}
