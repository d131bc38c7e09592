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

    /// <summary>Reads a series from a column of a CSV file, whose separator and header are told from its first line.</summary>
    /// <param name="path">The file, oldest number first.</param>
    /// <param name="column">The column; the last one that holds numbers alone if null.</param>
    /// <exception cref="DataFormatException">The file is no table, has no rows or no such column, or a cell is no finite number.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static TimeSeries Read(string path, string? column = null)
    {
        Table table = Table.Detect(path);
        if (table.Count == 0)
            throw new DataFormatException($"{path}: there is no number, only a first line. A series is a column of numbers, oldest first.");
        column ??= table.Columns.LastOrDefault(name => table.Strings(name).All(cell => Table.TryNumber(cell.Trim(), out _))) ??
            throw new DataFormatException($"{path}: no column holds numbers alone (the columns are {string.Join(", ", table.Columns.Select(Table.Shortened).Take(20))}). A series is a column of numbers with a decimal point, oldest first, and without gaps.");
        return new TimeSeries(path, table.Doubles(column));
    }

    /// <summary>A run of the series: <c>series[..^24]</c> to train on, <c>series[^36..]</c> to test on windows of 12.</summary>
    public TimeSeries this[Range range] => new(Name, [.. Values.Take(range)], IsGenerated);

    /// <summary>The series with every number replaced, as by <c>series.Map(x => (x − mean) / deviation)</c> with the numbers of the training part.</summary>
    public TimeSeries Map(Func<double, double> change) => new(Name, [.. Values.Select(change)], IsGenerated);

    /// <summary>The means of runs of numbers that do not overlap: <c>series.Means(12)</c> makes years of months. What is left at the end is dropped.</summary>
    /// <param name="length">Numbers a run.</param>
    /// <exception cref="DataFormatException">The series is shorter than one run.</exception>
    public TimeSeries Means(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        if (Count < length)
            throw new DataFormatException($"{Name}: a series of {Count} numbers has no run of {length}. Take shorter runs, or a longer series.");
        return new TimeSeries(Name, [.. Values.Chunk(length).Where(run => run.Length == length).Select(run => run.Average())], IsGenerated);
    }

    /// <summary>Every run of numbers with the one or those that follow it.</summary>
    /// <param name="length">Numbers a run.</param>
    /// <param name="horizon">Numbers to predict, right behind the run.</param>
    /// <param name="stride">Numbers from the start of a run to that of the next.</param>
    /// <returns>Inputs [N, length, 1] and targets [N, horizon] in float32; N = ⌊(count − length − horizon) / stride⌋ + 1.</returns>
    /// <exception cref="DataFormatException">The series has no such run.</exception>
    public ArrayDataset Windows(int length, int horizon = 1, int stride = 1)
    {
        Tensor series = Tensor.From([.. Values.Select(value => (float)value)]);
        return Dataset.Windows(series.Reshape(Count, 1), length, horizon, stride, series, Name).Generated(IsGenerated);
    }
}
