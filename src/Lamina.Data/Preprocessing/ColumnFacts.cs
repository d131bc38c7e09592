namespace Lamina.Data;

/// <summary>What was found in a column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Missing">Cells without a value.</param>
/// <param name="Distinct">Different values, the missing ones not counted.</param>
/// <param name="About">In a few words: the range of numbers, the first values of a category, or why it is ignored.</param>
public sealed record ColumnFacts(string Name, ColumnKind Kind, int Missing, int Distinct, string About)
{
    // So many values make a category of words, and so many more than half of the cells alike make a name of the row.
    const int MostCategories = 100;
    const double WordsOfText = 3;

    /// <summary>Looks at a column.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">The column's name.</param>
    /// <remarks>
    /// Numbers are cells that are all finite numbers; whole numbers that are all different and follow one another are the numbers of rows, and ignored. Other cells are text where
    /// they have three words and more on average, else a category if there are at most 100 values, fewer than half as many as rows.
    /// </remarks>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public static ColumnFacts Of(Table table, string name)
    {
        ArgumentNullException.ThrowIfNull(table);
        int column = table.Column(name);
        string[] cells = [.. Enumerable.Range(0, table.Count).Where(row => !table.IsMissing(row, column)).Select(row => table[row, column].Trim())];
        int missing = table.Count - cells.Length;
        string[] values = [.. cells.Distinct(StringComparer.Ordinal)];
        ColumnFacts Found(ColumnKind kind, string about) => new(name, kind, missing, values.Length, about);
        if (values.Length == 0)
            return Found(ColumnKind.Ignored, "has no values");
        if (values.Length == 1 && missing == 0)
            return Found(ColumnKind.Ignored, $"is '{Table.Shortened(values[0])}' in all rows");
        if (values.All(value => Table.TryNumber(value, out _)))
        {
            double[] numbers = [.. values.Select(Table.Number)];
            return IsCount(numbers, cells.Length)
                ? Found(ColumnKind.Ignored, "numbers the rows")
                : Found(ColumnKind.Number, FormattableString.Invariant($"{numbers.Min():G6} to {numbers.Max():G6}"));
        }

        double words = cells.Average(cell => (double)cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
        if (words >= WordsOfText && values.Length > MostCategories / 2)
            return Found(ColumnKind.Text, FormattableString.Invariant($"{words:0.#} words on average"));
        return values.Length <= MostCategories && values.Length * 2 < table.Count
            ? Found(ColumnKind.Category, string.Join(", ", values.Order(StringComparer.Ordinal).Take(4).Select(value => Table.Shortened(value))) + (values.Length > 4 ? ", …" : ""))
            : Found(ColumnKind.Ignored, $"has {values.Length} different values in {cells.Length} cells");
    }

    static bool IsCount(double[] numbers, int cells) =>
        numbers.Length > 10 && numbers.Length == cells && numbers.All(double.IsInteger) && numbers.Max() - numbers.Min() == numbers.Length - 1;
}
