namespace Lamina.Data;

/// <summary>Brings a stream into another order: each sample is drawn from a bounded number of samples that were read ahead.</summary>
internal static class ShuffleBuffer
{
    public static IEnumerable<T> Over<T>(IEnumerable<T> samples, int size, Draws draws)
    {
        List<T> buffer = new(size);
        foreach (T sample in samples)
        {
            if (buffer.Count < size)
            {
                buffer.Add(sample);
                continue;
            }

            int place = draws.Below(size);
            (T drawn, buffer[place]) = (buffer[place], sample);
            yield return drawn;
        }

        while (buffer.Count > 0)
        {
            int place = draws.Below(buffer.Count);
            (T drawn, buffer[place]) = (buffer[place], buffer[^1]);
            buffer.RemoveAt(buffer.Count - 1);
            yield return drawn;
        }
    }
}
