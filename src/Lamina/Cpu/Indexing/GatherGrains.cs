using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Indexing;

/// <summary>Picks elements along an axis; elements are moved as they are, whatever their type.</summary>
internal readonly unsafe struct GatherGrains<T>(IndexWalk walk, T* source, long* index, T* output, long rowsPerGrain) : IGrains
    where T : unmanaged
{
    public static void Run(in IndexWalk walk, nint source, nint index, nint output)
    {
        long perGrain = Math.Max(1, 16384 / Math.Max(1, walk.Width));
        Workers.Run((walk.Rows + perGrain - 1) / perGrain, new GatherGrains<T>(walk, (T*)source, (long*)index, (T*)output, perGrain));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long grain)
    {
        for (long row = grain * rowsPerGrain; row < Math.Min(walk.Rows, (grain + 1) * rowsPerGrain); row++)
        {
            T* from = source + walk.Base(row), to = output + (row * walk.Width);
            long* at = index + (row * walk.Width);
            for (long j = 0; j < walk.Width; j++)
                to[j] = from[(at[j] * walk.Step) + (j * walk.Unit)];
        }
    }
}
