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
