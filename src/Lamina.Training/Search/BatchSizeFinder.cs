using Lamina.Data;
using Lamina.NN;
using Lamina.Storage;

namespace Lamina.Training;

/// <summary>Looks for the largest batch whose training step fits a budget of memory, by steps of a fresh model whose tensors are counted.</summary>
/// <remarks>
/// <para>Counted are parameters, gradients, the optimizer's state, the batch and the values between: all tensors that live at once at worst. The program itself and data sets beside are not.</para>
/// <code>
/// BatchSizeFinder found = BatchSizeFinder.Run(() => Build().Compile(new Adam(), Loss.CrossEntropy()), train, budget: 2L &lt;&lt; 30);
/// model.Fit(train, batchSize: found.BatchSize);
/// </code>
/// Sizes double as long as that should fit; the last steps are reckoned from what a sample more has cost, and measured.
/// </remarks>
public sealed class BatchSizeFinder
{
    const int MostTries = 40;

    BatchSizeFinder(int batchSize, long bytes) => (BatchSize, Bytes) = (batchSize, bytes);

    /// <summary>The largest size that fits; 0 if not even one sample does.</summary>
    public int BatchSize { get; }

    /// <summary>What its step took at worst; that of one sample where that does not fit.</summary>
    public long Bytes { get; }

    /// <summary>Looks for a size.</summary>
    /// <param name="make">Makes the model, untrained.</param>
    /// <param name="data">Where samples come from; where there are fewer than a batch needs, they come again.</param>
    /// <param name="budget">The memory in bytes.</param>
    /// <param name="largest">Larger sizes are not tried.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static BatchSizeFinder Run(Func<Model> make, IDataset data, long budget, int largest = 65536)
    {
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(budget, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(largest, 1);
        if (data.Count == 0)
            throw new ArgumentException($"{data.Info.Name} has no samples, so there is nothing to train on.", nameof(data));
        GeneratorState before = Generator.Default.State;
        try
        {
            return Search(size => Measure(make, data, size), budget, largest);
        }
        finally
        {
            Generator.Default.State = before;
            BufferPool.Shared.Trim();
        }
    }

    internal static BatchSizeFinder Search(Func<int, long> measure, long budget, int largest)
    {
        (int Size, long Bytes) fits = (1, measure(1));
        if (fits.Bytes > budget)
            return new(0, fits.Bytes);
        double each = fits.Bytes;

        // A size is tried only if it should fit: to run out of memory is no way to find out.
        for (int tries = 0; tries < MostTries && fits.Size < largest; tries++)
        {
            long room = (long)((budget - fits.Bytes) / each);
            int size = (int)Math.Min(Math.Min(largest, 2L * fits.Size), fits.Size + room);
            if (size <= fits.Size)
                break;
            long bytes = measure(size);
            each = Math.Max(1, (double)(bytes - fits.Bytes) / (size - fits.Size));
            if (bytes <= budget)
                fits = (size, bytes);
            else
                largest = size - 1;
        }

        return new(fits.Size, fits.Bytes);
    }

    static long Measure(Func<Model> make, IDataset data, int size)
    {
        BufferPool.Shared.Trim();
        long before = BufferPool.Shared.LentBytes;
        BufferPool.Shared.ForgetPeak();
        Train(make, data, size);
        return BufferPool.Shared.PeakLentBytes - before;
    }

    // Two steps: the first makes gradients and states, the second has them beside.
    static void Train(Func<Model> make, IDataset data, int size)
    {
        Model model = make();
        long[] indices = new long[size];
        for (int i = 0; i < size; i++)
            indices[i] = i % data.Count;
        Batch batch = model.Arranged(data).Read(indices);
        if (!model.Module.IsBuilt())
            model.Build(model.Arranged(data).Read([0]));
        model.Module.Train();
        for (int step = 0; step < 2; step++)
            model.TrainStep(batch);
    }

    /// <summary>The size and its memory.</summary>
    public override string ToString() => FormattableString.Invariant($"batch size {BatchSize} ({Bytes / (1024.0 * 1024):0.0} MiB)");
}
