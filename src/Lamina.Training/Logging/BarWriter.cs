using System.Globalization;

namespace Lamina.Training;

/// <summary>One line on a terminal, written over as training goes on; it stays when the epoch is over.</summary>
/// <param name="output">The terminal.</param>
/// <param name="width">Its columns.</param>
/// <param name="unicode">False to write the bar in ASCII.</param>
/// <param name="metrics">What is measured.</param>
internal sealed class BarWriter(TextWriter output, Func<int> width, bool unicode, IReadOnlyList<Metric> metrics) : IFitWriter
{
    const int LongestBar = 24, GoodBar = 10, ShortestBar = 5;

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

    public void Say(string line)
    {
        Close();
        output.WriteLine(Plain(line));
        output.Flush();
    }

    /// <summary>Leaves the line: what is written next stands below.</summary>
    public void Close()
    {
        if (_written > 0)
            output.WriteLine();
        _written = 0;
    }

    // What matters least goes first where the terminal is narrow: the learning rate, words, the rate, the time, the bar. While training runs the line is cut at last,
    // since it could not be written over; the line of an epoch's end stays, so it keeps its numbers and may go on in a second row.
    string Fitted(TrainingProgress standing, int columns)
    {
        string head = string.Create(CultureInfo.InvariantCulture, $"Epoch {standing.Epoch}/{standing.LastEpoch} ");
        string count = string.Create(CultureInfo.InvariantCulture, $"{standing.Batch}/{standing.Batches}");
        string rate = string.Create(CultureInfo.InvariantCulture, $" · {standing.SamplesPerSecond:N0}");
        string values = " · " + MetricValues.Line(standing.Metrics, metrics);
        string time = standing.IsEpochEnd && standing.Epoch == standing.LastEpoch ? "" : $" · {Clock(standing.TimeLeft)}", left = time.Length == 0 ? "" : " left";
        string step = double.IsNaN(standing.LearningRate) ? "" : string.Create(CultureInfo.InvariantCulture, $" · lr {standing.LearningRate:G3}");
        string full = count + rate + " samples/s" + values + step + time + left;
        string whole = count + rate + " samples/s" + values + time + left, least = count + values;
        string[] forms = standing.IsEpochEnd
            ? [full, whole, count + rate + "/s" + values + time]
            : [full, whole, count + rate + "/s" + values + time + left, count + rate + "/s" + values + time, count + values + time, least];
        foreach (string form in forms)
        {
            int bar = Math.Min(LongestBar, columns - head.Length - form.Length - 1);
            if (bar >= (form == least ? ShortestBar : GoodBar))
                return Plain(head + Bar((double)standing.Batch / Math.Max(1, standing.Batches), bar) + " " + form);
        }

        if (standing.IsEpochEnd)
            return Plain(head + whole);
        string line = Plain(head + least);
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
