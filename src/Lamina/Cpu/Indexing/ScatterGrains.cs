using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Indexing;

/// <summary>Writes elements along an axis; in a group the last one to a place stays.</summary>
internal readonly unsafe struct ScatterGrains<T>(IndexWalk walk, T* source, long* index, T* output) : IGrains
    where T : unmanaged
{
    public static void Run(in IndexWalk walk, nint source, nint index, nint output) =>
        Workers.Run(walk.Groups, new ScatterGrains<T>(walk, (T*)source, (long*)index, (T*)output));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long group)
    {
        long rows = walk.Unit == 0 ? 1 : walk.Rows / walk.Groups;
        for (long row = group * rows; row < (group + 1) * rows; row++)
        {
            T* from = source + (row * walk.Width), to = output + walk.Base(row);
            long* at = index + (row * walk.Width);
            for (long j = 0; j < walk.Width; j++)
                to[(at[j] * walk.Step) + (j * walk.Unit)] = from[j];
        }
    }
}
