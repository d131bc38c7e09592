using System.Globalization;
using Spectre.Console;

namespace Lamina.Cli;

/// <summary>How the values of a run went from epoch to epoch: a row each, with a small curve.</summary>
static class CourseTable
{
    // With the rest it fits into 80 columns.
    const int Width = 16;

    static readonly string[] NotMeasured = ["epoch", "seconds"];

    /// <summary>Writes the table; nothing of a run of less than two epochs, which has no course.</summary>
    /// <param name="epochs">What <c>metrics.csv</c> holds.</param>
    public static void Write(IReadOnlyList<IReadOnlyDictionary<string, double>> epochs)
    {
        if (Of(epochs, AnsiConsole.Profile.Capabilities.Unicode) is { } table)
            AnsiConsole.Write(table);
    }

    /// <summary>The table; null of less than two epochs.</summary>
    public static Table? Of(IReadOnlyList<IReadOnlyDictionary<string, double>> epochs, bool unicode)
    {
        if (epochs.Count < 2)
            return null;
        Table table = new Table().AddColumns("", "last", "lowest", "highest", "course");
        foreach (TableColumn column in table.Columns)
            column.NoWrap = true;
        foreach (string name in epochs[^1].Keys.Except(NotMeasured))
        {
            double[] values = [.. epochs.Select(epoch => epoch[name])];
            table.AddRow(
                Markup.Escape(name), Number(values[^1]), Placed(values, values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min()),
                Placed(values, values.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max()), Sparkline.Of(values, Width, unicode));
        }

        return table;
    }

    // With the epoch in which it was first reached.
    static string Placed(double[] values, double value) => double.IsNaN(value) ? "" : string.Create(CultureInfo.InvariantCulture, $"{Number(value)} in {Array.IndexOf(values, value) + 1}");

    static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
