namespace Lamina.Data;

/// <summary>Samples of any kind, read one by one by number: pictures with boxes, sentences, rows of a table.</summary>
/// <remarks>
/// What a <see cref="DataLoader"/> takes is an <see cref="IDataset"/>, whose samples are tensors side by side: <see cref="CollatedDataset{T}"/> makes one of these.
/// <see cref="Read"/> is called by several threads at once, and gives the same for the same number in the same epoch; random numbers come from <see cref="Draws"/>.
/// </remarks>
/// <typeparam name="T">One sample.</typeparam>
public interface IDataset<out T>
{
    /// <summary>How many samples there are, numbered from 0.</summary>
    long Count { get; }

    /// <summary>What errors and tables call the set.</summary>
    string Name => "data";

    /// <summary>Reads a sample.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    T Read(long index);

    /// <summary>The set as it is in an epoch: what is drawn about a sample is drawn anew in each. By default the same in all.</summary>
    /// <param name="epoch">From 0.</param>
    IDataset<T> At(long epoch) => this;
}
