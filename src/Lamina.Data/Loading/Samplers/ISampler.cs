namespace Lamina.Data;

/// <summary>Which samples of a set make up an epoch, and in which order.</summary>
/// <remarks>
/// A pure function of the epoch: a <see cref="DataLoader"/> that goes on in the middle of an epoch asks again and gets the same. A <see cref="DataLoader"/>
/// cuts the order into batches from its beginning, so a sampler that puts samples into batches together puts them side by side.
/// </remarks>
public interface ISampler
{
    /// <summary>How many samples an epoch has.</summary>
    long Count { get; }

    /// <summary>The numbers of an epoch's samples.</summary>
    /// <param name="epoch">From 0.</param>
    /// <param name="batchSize">How many consecutive samples become a batch.</param>
    /// <returns><see cref="Count"/> numbers; one may come several times, or not at all.</returns>
    long[] Order(long epoch, int batchSize);
}
