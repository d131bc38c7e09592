namespace Lamina.Cpu.Sorting;

/// <summary>The smallest entries of a span, sorted, at its front.</summary>
internal static class Selection
{
    /// <summary>Sorts all where many are wanted; else keeps the best so far in a heap with the worst of them on top.</summary>
    public static void Smallest<T>(Span<T> entries, long wanted)
        where T : unmanaged, IComparable<T>
    {
        if (wanted * 16 > entries.Length)
        {
            entries.Sort();
            return;
        }

        Span<T> heap = entries[..(int)wanted];
        for (int i = (heap.Length / 2) - 1; i >= 0; i--)
            Sink(heap, i);
        for (int i = heap.Length; i < entries.Length; i++)
        {
            if (entries[i].CompareTo(heap[0]) >= 0)
                continue;
            heap[0] = entries[i];
            Sink(heap, 0);
        }

        heap.Sort();
    }

    static void Sink<T>(Span<T> heap, int at)
        where T : unmanaged, IComparable<T>
    {
        T sinking = heap[at];
        for (int child = (2 * at) + 1; child < heap.Length; child = (2 * at) + 1)
        {
            if (child + 1 < heap.Length && heap[child + 1].CompareTo(heap[child]) > 0)
                child++;
            if (sinking.CompareTo(heap[child]) >= 0)
                break;
            heap[at] = heap[child];
            at = child;
        }

        heap[at] = sinking;
    }
}
