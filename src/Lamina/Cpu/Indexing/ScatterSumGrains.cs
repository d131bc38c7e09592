using System.Runtime.CompilerServices;

namespace Lamina.Cpu.Indexing;

/// <summary>Adds elements along an axis, one after another in row-major order within a group.</summary>
internal readonly unsafe struct ScatterSumGrains<T>(IndexWalk walk, T* source, long* index, T* output) : IGrains
    where T : unmanaged, System.Numerics.INumber<T>
{
    public static void Run(in IndexWalk walk, nint source, nint index, nint output) =>
        Workers.Run(walk.Groups, new ScatterSumGrains<T>(walk, (T*)source, (long*)index, (T*)output));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(long group)
    {
        long rows = walk.Unit == 0 ? 1 : walk.Rows / walk.Groups;
        for (long row = group * rows; row < (group + 1) * rows; row++)
        {
            T* from = source + (row * walk.Width), to = output + walk.Base(row);
            long* at = index + (row * walk.Width);
            for (long j = 0; j < walk.Width; j++)
                to[(at[j] * walk.Step) + (j * walk.Unit)] += from[j];
        }
    }
}
