namespace Lamina.Data;

/// <summary>Numbers at equal distances in time.</summary>
/// <param name="name">What errors and tables call the series.</param>
/// <param name="values">The numbers, oldest first.</param>
/// <param name="isGenerated">Whether they were drawn by a program.</param>
public sealed class TimeSeries(string name, IReadOnlyList<double> values, bool isGenerated = false)
{
    /// <summary>What errors and tables call the series.</summary>
    public string Name { get; } = name;

    /// <summary>The numbers, oldest first.</summary>
    public IReadOnlyList<double> Values { get; } = values;

    /// <summary>True if the numbers were drawn by a program and recorded nowhere.</summary>
    public bool IsGenerated { get; } = isGenerated;

    /// <summary>How many numbers.</summary>
    public int Count => Values.Count;

    /// <summary>A run of the series: <c>series[..^24]</c> to train on, <c>series[^36..]</c> to test on windows of 12.</summary>
    public TimeSeries this[Range range] => new(Name, [.. Values.Take(range)], IsGenerated);

    /// <summary>The series with every number replaced, as by <c>series.Map(x => (x − mean) / deviation)</c> with the numbers of the training part.</summary>
    public TimeSeries Map(Func<double, double> change) => new(Name, [.. Values.Select(change)], IsGenerated);

    /// <summary>Every run of numbers with the one that follows it.</summary>
    /// <param name="length">Numbers a run.</param>
    /// <returns>Inputs [N, length, 1] and targets [N, 1] in float32; N = count − length.</returns>
    /// <exception cref="DataFormatException">The series is not longer than a run.</exception>
    public ArrayDataset Windows(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (Count <= length)
            throw new DataFormatException($"{Name}: a series of {Count} numbers has no run of {length} with one that follows. Take shorter runs, or a longer series.");
        float[,,] inputs = new float[Count - length, length, 1];
        float[,] targets = new float[Count - length, 1];
        for (int i = 0; i < Count - length; i++)
        {
            for (int k = 0; k < length; k++)
                inputs[i, k, 0] = (float)Values[i + k];
            targets[i, 0] = (float)Values[i + length];
        }

        return new ArrayDataset(
            [new RowStore(Tensor.From(inputs))],
            [new RowStore(Tensor.From(targets))],
            new DatasetInfo { Name = Name, IsGenerated = IsGenerated });
    }
}
