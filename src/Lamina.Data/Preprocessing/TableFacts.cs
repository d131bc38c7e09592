using System.Globalization;
using System.Text;

namespace Lamina.Data;

/// <summary>What was found in a table of which one column is to be predicted from the others. Prints as the lines that <c>lamina train table</c> shows.</summary>
public sealed record TableFacts
{
    // Numbers with so few values are classes; one class in ten times as many rows as another is rare.
    const int MostNumberClasses = 20, MostClasses = 1000;
    const double Imbalance = 10;

    /// <summary>The table's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The column to predict.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the target is a class; else it is a number.</summary>
    public required bool IsClassification { get; init; }

    /// <summary>The other columns.</summary>
    public required IReadOnlyList<ColumnFacts> Columns { get; init; }

    /// <summary>The classes and how many rows each has, in the order of the labels; empty where the target is a number.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Classes { get; init; }

    /// <summary>Rows in which the target is missing: they cannot be used.</summary>
    public required int MissingTargets { get; init; }

    /// <summary>Rows that are equal to an earlier one, cell by cell.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Looks at a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The column to predict. It is a class if its cells are no numbers, or at most 20 different whole numbers.</param>
    /// <exception cref="DataFormatException">There is no such column, or its values cannot be learnt.</exception>
    public static TableFacts Of(Table table, string target)
    {
        ArgumentNullException.ThrowIfNull(table);
        int at = table.Column(target);
        string[] cells = [.. Enumerable.Range(0, table.Count).Where(row => !table.IsMissing(row, at)).Select(row => table[row, at].Trim())];
        string[] values = [.. cells.Distinct(StringComparer.Ordinal)];
        if (values.Length < 2)
            throw new DataFormatException($"{table.Name}: column '{target}' has {(values.Length == 0 ? "no values" : $"the one value '{Table.Shortened(values[0])}'")}; there is nothing to learn. Take another column as the target.");
        bool areNumbers = values.All(value => Table.TryNumber(value, out _));
        bool isClassification = !areNumbers || (values.Length <= MostNumberClasses && values.All(value => double.IsInteger(Table.Number(value))));
        if (isClassification && (values.Length > MostClasses || values.Length * 2 > cells.Length))
            throw new DataFormatException($"{table.Name}: column '{target}' has {values.Length} different values in {cells.Length} cells, too many for classes. Take another column as the target, or correct the cells that are no numbers, such as '{Table.Shortened(values.First(value => !Table.TryNumber(value, out _)))}'.");
        string[] ordered = areNumbers ? [.. values.OrderBy(Table.Number)] : [.. values.Order(StringComparer.Ordinal)];
        Dictionary<string, int> counts = cells.CountBy(cell => cell, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new TableFacts
        {
            Name = table.Name,
            Rows = table.Count,
            Target = target,
            IsClassification = isClassification,
            Columns = [.. table.Columns.Where(column => column != target).Select(column => ColumnFacts.Of(table, column))],
            Classes = isClassification ? [.. ordered.Select(value => KeyValuePair.Create(value, counts[value]))] : [],
            MissingTargets = table.Count - cells.Length,
            Duplicates = table.CountDuplicates(),
        };
    }

    /// <summary>The lines of the report.</summary>
    public override string ToString()
    {
        StringBuilder lines = new();
        lines.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetFileName(Name)}: {Rows} rows, {Columns.Count + 1} columns; '{Target}' is {(IsClassification ? $"one of {Classes.Count} classes" : "a number")}");
        int widest = Math.Min(28, Columns.Max(column => column.Name.Length));
        foreach (ColumnFacts column in Columns)
        {
            string missing = column.Missing > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {column.Missing} missing ({100.0 * column.Missing / Rows:0.#} %)") : "";
            lines.AppendLine(CultureInfo.InvariantCulture, $"  {column.Name.PadRight(widest)}  {column.Kind.ToString().ToLowerInvariant(),-8}  {column.About}{missing}");
        }

        if (IsClassification)
            lines.AppendLine(CultureInfo.InvariantCulture, $"classes: {string.Join(", ", Classes.Take(12).Select(pair => $"{pair.Key} {pair.Value}"))}{(Classes.Count > 12 ? ", …" : "")}");
        foreach (string warning in Warnings())
            lines.AppendLine(CultureInfo.InvariantCulture, $"note: {warning}");
        return lines.ToString().TrimEnd();
    }

    IEnumerable<string> Warnings()
    {
        if (MissingTargets > 0)
            yield return $"{MissingTargets} rows have no '{Target}' and are left out";
        if (Duplicates > 0)
            yield return $"{Duplicates} rows are equal to an earlier one";
        if (IsClassification && Classes.Max(pair => pair.Value) > Imbalance * Classes.Min(pair => pair.Value))
            yield return $"'{Classes.MinBy(pair => pair.Value).Key}' is rare: read the accuracy beside the baseline";
    }
}
