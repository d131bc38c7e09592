namespace Lamina.Data;

/// <summary>Data sets from what a program has: lists, functions, streams, windows of a series.</summary>
/// <remarks>Samples are changed, chosen and put together by <see cref="SampleExtensions"/>, and become batches by <see cref="SampleExtensions.Collate{T}"/>.</remarks>
public static class Dataset
{
    /// <summary>Samples from a list or array.</summary>
    /// <param name="items">The samples. A list is used where it lies, so that a later change to it shows in the set; anything else is collected once.</param>
    /// <param name="name">What errors and tables call the set.</param>
    public static IDataset<T> From<T>(IEnumerable<T> items, string name = "data")
    {
        ArgumentNullException.ThrowIfNull(items);
        IReadOnlyList<T> list = items as IReadOnlyList<T> ?? [.. items];
        return new GeneratedSamples<T>(list.Count, index => list[(int)index], name);
    }

    /// <summary>Samples that a function makes from their numbers when they are read.</summary>
    /// <param name="count">How many samples.</param>
    /// <param name="sample">Makes a sample from its number, from 0 on: the same for the same number, and called by several threads at once.</param>
    /// <param name="name">What errors and tables call the set.</param>
    public static IDataset<T> Generate<T>(long count, Func<long, T> sample, string name = "data")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentNullException.ThrowIfNull(sample);
        return new GeneratedSamples<T>(count, sample, name);
    }

    /// <summary>Samples that a function makes by chance, anew in each epoch.</summary>
    /// <param name="count">How many samples.</param>
    /// <param name="sample">Makes a sample from its number and its random numbers.</param>
    /// <param name="seed">Another seed gives other samples.</param>
    /// <param name="name">What errors and tables call the set.</param>
    public static IDataset<T> Generate<T>(long count, DrawnMap<long, T> sample, long seed, string name = "data") =>
        Generate(count, index => index, name).Map(sample, seed);

    /// <summary>Samples that can only be read in their order: lines of a file, rows of a query, messages.</summary>
    /// <param name="open">Starts a pass, given the epoch; the same samples whenever it is called for the same epoch. LINQ changes and filters them.</param>
    /// <param name="collate">Lays samples side by side; <see cref="Lamina.Data.Collate.Default{T}"/> if null. Called by several threads at once.</param>
    /// <param name="count">How many samples an epoch has; null if that is unknown: then the first epoch is run through once to count them, when somebody asks.</param>
    /// <param name="shuffleBuffer">Each sample is drawn from so many that were read ahead; 0 keeps the order.</param>
    /// <param name="seed">What the draws depend on, besides the epoch.</param>
    /// <param name="info">What is known of the batches; null for nothing.</param>
    public static StreamDataset<T> Stream<T>(
        Func<long, IEnumerable<T>> open,
        Func<IReadOnlyList<T>, Batch>? collate = null,
        long? count = null,
        int shuffleBuffer = 0,
        long seed = 0,
        DatasetInfo? info = null) =>
        new(open, collate ?? Collate.Default, count, shuffleBuffer, seed, info);

    /// <summary>Every run of steps of a series, with the steps that follow it. Windows overlap in memory: nothing is copied until a batch is read.</summary>
    /// <param name="series">[steps, …], mostly [steps, features].</param>
    /// <param name="length">Steps of an input.</param>
    /// <param name="horizon">Steps to predict, right behind the input.</param>
    /// <param name="stride">Steps from the start of a window to that of the next.</param>
    /// <param name="targets">What is to be predicted at each step, [steps, …]; null for the series itself.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <returns>Inputs [N, length, …] and targets [N, horizon, …]; N = ⌊(steps − length − horizon) / stride⌋ + 1.</returns>
    /// <remarks>
    /// Cut a series in time before its windows are made: windows that share steps must not lie in both parts.
    /// Counterpart: Keras' <c>timeseries_dataset_from_array</c>.
    /// </remarks>
    /// <exception cref="DataFormatException">The series has no such window, or the targets have another number of steps.</exception>
    public static ArrayDataset Windows(Tensor series, int length, int horizon = 1, int stride = 1, Tensor? targets = null, string name = "series")
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizon);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        RowStore inputs = new(series), wanted = targets is null ? inputs : new RowStore(targets);
        if (wanted.Count != inputs.Count)
            throw new DataFormatException($"{name}: the series has {inputs.Count} steps, its targets have {wanted.Count}. Give a target for each step.");
        long free = inputs.Count - length - horizon;
        if (free < 0)
            throw new DataFormatException($"{name}: a series of {inputs.Count} steps has no run of {length} with {horizon} that follow. Take shorter runs, or a longer series.");
        long windows = (free / stride) + 1;
        return new ArrayDataset([inputs.Windows(0, length, stride, windows)], [wanted.Windows(length, horizon, stride, windows)], new DatasetInfo { Name = name });
    }
}
