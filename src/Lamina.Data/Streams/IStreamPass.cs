namespace Lamina.Data;

/// <summary>One pass over a stream. One thread at a time pulls.</summary>
internal interface IStreamPass : IDisposable
{
    /// <summary>Runs over samples that are not wanted.</summary>
    /// <returns>How many there were.</returns>
    long Skip(long count);

    /// <summary>Pulls samples.</summary>
    /// <returns>How many came, fewer at the end, and what makes a batch of them, which any thread may do meanwhile.</returns>
    (int Count, Func<Batch> Collate) Pull(int count);
}
