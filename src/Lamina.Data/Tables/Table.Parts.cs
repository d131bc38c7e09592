namespace Lamina.Data;

/// <content>Cuts of a table by rows.</content>
public sealed partial class Table
{
    /// <summary>Some of the rows.</summary>
    /// <param name="rows">Their numbers, from 0, the header not counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Table Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)Count)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"{Name} has {Count} rows, numbered from 0.");
        }

        return new Table(Name, _columns, [.. rows.Select(row => _rows[row])], [.. rows.Select(row => _lines[row])]);
    }

    /// <summary>Cuts in two by chance; each part keeps the order of the whole.</summary>
    /// <param name="heldOut">The fraction that goes to the second part, between 0 and 1.</param>
    /// <param name="seed">The cut depends on it.</param>
    /// <param name="stratify">A column whose values have the same share in both parts, to within a row; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part would be empty.</exception>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public (Table Kept, Table HeldOut) Split(double heldOut, long seed, string? stratify = null) =>
        Cut(stratify is null ? Indices.Split(Count, heldOut, seed) : Strata.Split(Groups(stratify), heldOut, seed));

    /// <summary>Parts for cross-validation: each row is held out in just one of the pairs.</summary>
    /// <param name="count">How many pairs; at least 2.</param>
    /// <param name="seed">The cuts depend on it.</param>
    /// <param name="stratify">A column whose values have the same share in all parts, to within a row; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer rows than pairs.</exception>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public IReadOnlyList<(Table Train, Table Validation)> Folds(int count, long seed, string? stratify = null) =>
        [.. (stratify is null ? Strata.Folds(Count, count, seed) : Strata.Folds(Groups(stratify), count, seed)).Select(Cut)];

    /// <summary>The rows that no row of another table is equal to, cell by cell.</summary>
    /// <param name="other">The other table, with the same columns.</param>
    public Table Except(Table other)
    {
        ArgumentNullException.ThrowIfNull(other);
        HashSet<string> known = [.. other._rows.Select(Text)];
        return Select([.. Enumerable.Range(0, Count).Where(row => !known.Contains(Text(_rows[row])))]);
    }

    /// <summary>How many rows are equal to an earlier one, cell by cell.</summary>
    internal int CountDuplicates() => Count - _rows.Select(Text).Distinct(StringComparer.Ordinal).Count();

    static string Text(string[] row) => string.Join('\u001F', row);

    (Table First, Table Second) Cut((long[] First, long[] Second) parts) => (Select(Array.ConvertAll(parts.First, row => (int)row)), Select(Array.ConvertAll(parts.Second, row => (int)row)));

    long[] Groups(string column)
    {
        int at = Column(column);
        Dictionary<string, long> groups = new(StringComparer.Ordinal);
        return [.. _rows.Select(row => groups.TryGetValue(row[at].Trim(), out long known) ? known : groups[row[at].Trim()] = groups.Count)];
    }
}
