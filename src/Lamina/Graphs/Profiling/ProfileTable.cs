using System.Globalization;
using System.Text;

namespace Lamina.Graphs;

/// <summary>The times of ops as text: a line for each op, or for each layer and op.</summary>
internal static class ProfileTable
{
    public static string Of(IReadOnlyList<OpTime> ops, TimeSpan elapsed, bool byLayer, int lines, Func<OpTime, double>? floor)
    {
        TimeSpan total = new(ops.Sum(op => op.Duration.Ticks));
        List<string[]> rows = [[byLayer ? "layer" : "", "op", "calls", "ms", "share", "GFLOP/s", "GB/s", floor is null ? "" : "floor"]];
        var groups = ops.GroupBy(op => (Layer: byLayer ? Layer(op) : "", op.Name))
            .Select(group => (group.Key, Calls: group.Count(), Time: new TimeSpan(group.Sum(op => op.Duration.Ticks)), Flops: group.Sum(op => op.Flops), Bytes: group.Sum(op => op.Bytes), Floor: floor is null ? 0 : group.Sum(floor)))
            .OrderByDescending(group => group.Time).ToArray();
        foreach (var group in groups.Take(lines))
        {
            double seconds = Math.Max(group.Time.TotalSeconds, 1e-9);
            rows.Add([group.Key.Layer, group.Key.Name, Text($"{group.Calls}"), Text($"{group.Time.TotalMilliseconds:F3}"), Text($"{100 * group.Time / total:F1} %"), Text($"{group.Flops / seconds / 1e9:F1}"), Text($"{group.Bytes / seconds / 1e9:F1}"), floor is null ? "" : Text($"{100 * group.Floor / seconds:F0} %")]);
        }

        if (groups.Length > lines)
            rows.Add(["", $"and {groups.Length - lines} more", "", "", "", "", "", ""]);
        StringBuilder text = new();
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => column < 2 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))).TrimEnd());
        return text.Append(Text($"{ops.Count} kernels in {total.TotalMilliseconds:F3} ms of {elapsed.TotalMilliseconds:F3} ms")).ToString();
    }

    static string Layer(OpTime op) => op.IsBackward ? $"{op.Layer} (gradient)" : op.Layer;

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
