using System.Globalization;

namespace Lamina.Training;

/// <summary>One line on a terminal, written over as training goes on; it stays when the epoch is over.</summary>
/// <param name="output">The terminal.</param>
/// <param name="width">Its columns.</param>
/// <param name="unicode">False to write the bar in ASCII.</param>
/// <param name="metrics">What is measured.</param>
internal sealed class BarWriter(TextWriter output, Func<int> width, bool unicode, IReadOnlyList<Metric> metrics) : IFitWriter
{
    const int LongestBar = 24;

    int _written;

    public void Show(TrainingProgress standing)
    {
        string text = Fitted(standing, Math.Max(20, width() - 1));
        output.Write('\r' + text + new string(' ', Math.Max(0, _written - text.Length)));
        _written = text.Length;
        if (standing.IsEpochEnd)
            Close();
        output.Flush();
    }

    /// <summary>Leaves the line: what is written next stands below.</summary>
    public void Close()
    {
        if (_written > 0)
            output.WriteLine();
        _written = 0;
    }

    // What matters least goes first where the terminal is narrow: the bar, then the rate; at last the line is cut.
    string Fitted(TrainingProgress standing, int columns)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"Epoch {standing.Epoch}/{standing.LastEpoch} ");
        string count = string.Create(CultureInfo.InvariantCulture, $"{standing.Batch}/{standing.Batches}");
        string rate = string.Create(CultureInfo.InvariantCulture, $" · {standing.SamplesPerSecond:N0} samples/s");
        string values = " · " + MetricValues.Line(standing.Metrics, metrics);
        string time = standing.IsEpochEnd && standing.Epoch == standing.LastEpoch ? "" : $" · {Clock(standing.TimeLeft)} left";
        string rest = count + rate + values + time;
        int bar = Math.Min(LongestBar, columns - head.Length - rest.Length - 1);
        if (bar >= 5)
            return Plain(head + Bar((double)standing.Batch / Math.Max(1, standing.Batches), bar) + " " + rest);
        if (head.Length + rest.Length > columns)
            rest = count + values + time;
        string line = Plain(head + rest);
        return line.Length <= columns ? line : line[..columns];
    }

    string Plain(string text) => unicode ? text : text.Replace('·', '-');

    string Bar(double done, int length)
    {
        int full = (int)Math.Round(Math.Clamp(done, 0, 1) * length);
        return unicode ? new string('━', full) + new string('─', length - full) : new string('=', full) + new string('.', length - full);
    }

    static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
