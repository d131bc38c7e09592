using System.Globalization;

namespace Lamina.Recipes;

/// <summary>Writes <c>metrics.csv</c> of a run whose recipe has a loop of its own, in the form that <c>Fit</c> gives it: epoch, learning_rate, seconds, then values by name.</summary>
internal sealed class LoopLog : IDisposable
{
    readonly StreamWriter _writer;
    readonly int _values;

    /// <summary>Begins the file anew.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="columns">The names of the values.</param>
    public LoopLog(RunFolder folder, params IReadOnlyList<string> columns)
    {
        _values = columns.Count;
        _writer = new StreamWriter(new FileStream(folder.Metrics, FileMode.Create, FileAccess.Write, FileShare.Read)) { NewLine = "\n" };
        _writer.WriteLine(string.Join(',', ["epoch", "learning_rate", "seconds", .. columns]));
    }

    /// <summary>Writes the line of an epoch; it is on the disk when this returns.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="learningRate">The optimizer's.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="values">A value for each column.</param>
    public void Add(int epoch, double learningRate, double seconds, params IReadOnlyList<double> values)
    {
        if (values.Count != _values)
            throw new ArgumentException($"There are {_values} columns; got {values.Count} values.", nameof(values));
        _writer.WriteLine(string.Join(',', ((IEnumerable<double>)[epoch, learningRate, Math.Round(seconds, 3), .. values]).Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();
}
