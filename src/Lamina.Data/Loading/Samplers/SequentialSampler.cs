namespace Lamina.Data;

/// <summary>All samples in their own order, the same in every epoch. Counterpart: PyTorch's <c>SequentialSampler</c>.</summary>
/// <param name="count">Samples of the set.</param>
public sealed class SequentialSampler(long count) : ISampler
{
    /// <inheritdoc/>
    public long Count => count;

    /// <inheritdoc/>
    public long[] Order(long epoch, int batchSize) => Indices.Range(0, count);
}
