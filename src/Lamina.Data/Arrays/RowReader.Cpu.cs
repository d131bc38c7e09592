namespace Lamina.Data;

/// <summary>Finds samples of a <see cref="RowStore"/> in memory.</summary>
internal abstract unsafe class RowReader : IDisposable
{
    /// <summary>Where a sample lies, until the next is asked for.</summary>
    /// <param name="rows">All samples that will be read.</param>
    /// <param name="at">Which of them; in ascending order.</param>
    public abstract byte* At(ReadOnlySpan<long> rows, int at);

    public abstract void Dispose();
}
