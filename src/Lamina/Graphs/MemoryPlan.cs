namespace Lamina.Graphs;

/// <summary>
/// Places buffers of known lifetimes in one piece of memory: buffers that are never alive together may share a place.
/// Larger buffers are placed first, each at the lowest offset that is free for its whole life.
/// </summary>
internal static class MemoryPlan
{
    const long Alignment = 64;

    /// <summary>The offsets, in the order given, and the bytes in all.</summary>
    public static (long[] Offsets, long Bytes) Place(IReadOnlyList<Lifetime> lifetimes)
    {
        long[] offsets = new long[lifetimes.Count];
        List<(long Offset, long End, Lifetime Life)> placed = [];
        long total = 0;
        foreach (int i in Enumerable.Range(0, lifetimes.Count).OrderByDescending(i => lifetimes[i].Bytes).ThenBy(i => i))
        {
            Lifetime life = lifetimes[i];
            long bytes = (life.Bytes + Alignment - 1) / Alignment * Alignment;
            long offset = 0;
            foreach ((long taken, long end, Lifetime other) in placed.OrderBy(p => p.Offset))
            {
                if (other.First > life.Last || life.First > other.Last)
                    continue;
                if (taken >= offset + bytes)
                    break;
                offset = Math.Max(offset, end);
            }

            offsets[i] = offset;
            placed.Add((offset, offset + bytes, life));
            total = Math.Max(total, offset + bytes);
        }

        return (offsets, total);
    }
}

/// <summary>The first and the last step that touch a buffer, and its size.</summary>
internal readonly record struct Lifetime(int First, int Last, long Bytes);
