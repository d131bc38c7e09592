namespace Lamina.Data;

/// <summary>Samples that are read by number, a batch at a time.</summary>
/// <remarks>
/// <see cref="Read"/> is called from several threads at once by a <see cref="DataLoader"/> with workers, and must give
/// the same values for the same numbers whenever it is called: then training is the same bits for any number of workers.
/// Whatever is random about a sample is drawn from its number and the epoch, as by <see cref="Draws"/>.
/// </remarks>
public interface IDataset
{
    /// <summary>How many samples there are, numbered from 0.</summary>
    long Count { get; }

    /// <summary>What is known of the samples before one is read. By default nothing.</summary>
    DatasetInfo Info => DatasetInfo.Unknown;

    /// <summary>Reads samples side by side, in the order of their numbers.</summary>
    /// <param name="indices">Numbers from 0 to <see cref="Count"/> − 1; a number may come twice.</param>
    Batch Read(ReadOnlySpan<long> indices);

    /// <summary>The set as it is in an epoch: augmentation draws anew in each. By default the same in all.</summary>
    /// <param name="epoch">From 0. A <see cref="DataLoader"/> asks once an epoch.</param>
    IDataset At(long epoch) => this;

    /// <summary>Some of the samples as a data set of their own, over the same memory.</summary>
    /// <param name="indices">The number here of each sample there.</param>
    IDataset Select(IReadOnlyList<long> indices) => new Subset(this, indices);
}
