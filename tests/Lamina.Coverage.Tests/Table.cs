namespace Lamina.Coverage.Tests;

/// <summary>A table of Markdown, sorted by its first column.</summary>
sealed class Table(params string[] columns)
{
    /// <summary>What stands where there is nothing.</summary>
    public const string None = "—";

    readonly List<string[]> _rows = [];

    public int Count => _rows.Count;

    public void Add(params string[] cells) => _rows.Add(cells.Length == columns.Length ? cells : throw new ArgumentException($"{cells.Length} cells in {columns.Length} columns"));

    public static string YesNo(bool value) => value ? "yes" : "no";

    public IEnumerable<string> Lines =>
    [
        Line(columns),
        Line(columns.Select(_ => "---")),
        .. _rows.OrderBy(row => row[0], StringComparer.OrdinalIgnoreCase).ThenBy(row => row[0], StringComparer.Ordinal).Select(Line),
        "",
    ];

    static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |";
}
