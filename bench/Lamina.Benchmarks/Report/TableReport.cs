using System.Globalization;
using Lamina.Benchmarks.Timing;

namespace Lamina.Benchmarks.Report;

/// <summary>Results as a table that grows while the run goes on.</summary>
sealed class TableReport(TextWriter output)
{
    static readonly string[] Heads = ["workload", "batch", "ms", "peer", "peer's ms", "peer / Lamina", "GFLOP/s", "of floor", "bytes", "MiB", "peer's MiB", "rounds"];
    static readonly int[] Widths = [18, 5, 9, 12, 9, 21, 8, 8, 6, 7, 10, 9];

    BenchMode? _mode;

    /// <summary>A line, with the heads before the first of a mode.</summary>
    public void Add(Measurement m)
    {
        if (_mode != m.Entry.Mode)
        {
            _mode = m.Entry.Mode;
            output.WriteLine();
            Line([.. Heads.Select((head, i) => i == 0 ? NameOf(_mode.Value) : head)]);
            output.WriteLine("|" + string.Join("|", Widths.Select((width, i) => (i is 0 or 3 ? ":" : "-") + new string('-', width) + (i is 0 or 3 ? "-" : ":"))) + "|");
        }

        Line([
            m.Entry.Name,
            Text($"{m.Entry.Batch}"),
            Time(m.Milliseconds),
            m.Peer,
            Time(m.PeerMilliseconds),
            m.Ratio is { } r ? Text($"{r.Median:F2} ({r.Least:F2} … {r.Most:F2})") : "",
            Text($"{m.Gflops:F1}"),
            m.FloorShare is { } share ? Text($"{100 * share:F0} %") : "",
            Text($"{m.AllocatedBytes}"),
            m.PeakMemoryMiB is { } own ? Text($"{own:F0}") : "",
            m.PeerPeakMemoryMiB is { } peers ? Text($"{peers:F0}") : "",
            Text($"{(m.IsQuiet ? m.Rounds.Quiet : m.Rounds.All)}{(m.IsQuiet ? "" : " noisy")}"),
        ]);
        if (m.PeerSetting is { } setting && m.PeerSetting != m.Peer)
            Note($"{m.Entry.Name}: the fastest {m.Peer} is {setting}");
        if (m.EagerMilliseconds is { } eager)
            Note($"{m.Entry.Name}: op by op {Time(eager)} ms");
        if (!m.IsQuiet)
            Note($"{m.Entry.Name}: only {m.Rounds.Quiet} of {m.Rounds.All} rounds had a quiet machine; all count");
        else if (m.Rounds.Quiet < m.Rounds.All)
            Note($"{m.Entry.Name}: {m.Rounds.All - m.Rounds.Quiet} of {m.Rounds.All} rounds had a noisy machine and were repeated");
    }

    /// <summary>A remark under the last line.</summary>
    public void Note(string text) => output.WriteLine($"  {text}");

    /// <summary>The geometric means of what was measured.</summary>
    public void Finish(IReadOnlyList<Measurement> results)
    {
        output.WriteLine();
        foreach (IGrouping<(BenchMode Mode, string Peer), Measurement> group in results.GroupBy(m => (m.Entry.Mode, m.Peer)))
        {
            double[] ratios = [.. group.Select(m => m.Ratio?.Median).OfType<double>()];
            if (ratios.Length > 0)
                output.WriteLine(Text($"{NameOf(group.Key.Mode)}: geometric mean of {group.Key.Peer} / Lamina over {ratios.Length}: {Statistics.GeometricMean(ratios):F2}, least {ratios.Min():F2}"));
        }

        foreach (IGrouping<BenchMode, Measurement> mode in results.GroupBy(m => m.Entry.Mode))
        {
            double[] shares = [.. mode.DistinctBy(m => (m.Entry.Name, m.Entry.Batch)).Select(m => m.FloorShare).OfType<double>()];
            if (shares.Length > 0)
                output.WriteLine(Text($"{NameOf(mode.Key)}: geometric mean of the share of the floor over {shares.Length}: {100 * Statistics.GeometricMean(shares):F0} %, least {100 * shares.Min():F0} %"));

            // Against the faster of several peers, line by line.
            double[] least = [.. mode.GroupBy(m => (m.Entry.Name, m.Entry.Batch)).Where(lines => lines.Count(m => m.Ratio is not null) > 1).Select(lines => lines.Min(m => m.Ratio?.Median ?? double.MaxValue))];
            if (least.Length > 0)
                output.WriteLine(Text($"{NameOf(mode.Key)}: geometric mean of the faster peer / Lamina over {least.Length}: {Statistics.GeometricMean(least):F2}, least {least.Min():F2}"));
        }
    }

    static string NameOf(BenchMode mode) => mode.ToString().ToLowerInvariant();

    static string Time(double? milliseconds) => milliseconds switch
    {
        null => "",
        >= 100 => Text($"{milliseconds:F0}"),
        >= 1 => Text($"{milliseconds:F2}"),
        _ => Text($"{milliseconds:F4}"),
    };

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    void Line(string[] cells) =>
        output.WriteLine("|" + string.Join("|", cells.Select((cell, i) => " " + (i is 0 or 3 ? cell.PadRight(Widths[i]) : cell.PadLeft(Widths[i])) + " ")) + "|");
}
