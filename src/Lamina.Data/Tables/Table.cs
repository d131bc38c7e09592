using System.Globalization;

namespace Lamina.Data;

/// <summary>A table of text cells with named columns, as read from a CSV file. Immutable.</summary>
/// <remarks>A cell that is empty, <c>?</c>, <c>NA</c> or <c>NaN</c> is missing.</remarks>
public sealed partial class Table
{
    readonly string[][] _rows;
    readonly long[] _lines;
    readonly string[] _columns;

    internal Table(string name, string[] columns, string[][] rows, long[] lines)
    {
        (Name, _columns, _rows, _lines) = (name, columns, rows, lines);
    }

    /// <summary>The file's path, or what stands for it.</summary>
    public string Name { get; }

    /// <summary>The names of the columns; <c>0</c>, <c>1</c>, … where the file has no header.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>How many rows, the header not counted.</summary>
    public int Count => _rows.Length;

    /// <summary>A cell as text.</summary>
    /// <param name="row">From 0, the header not counted.</param>
    /// <param name="column">From 0.</param>
    public string this[int row, int column] => _rows[row][column];

    /// <summary>Reads a CSV file: quoted cells, line breaks inside quotes, UTF-8 or UTF-16 by its byte order mark.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <param name="separator">What stands between cells.</param>
    /// <exception cref="DataFormatException">A row has more or fewer cells than the first, quotes are not closed, or two columns have one name.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static Table ReadCsv(string path, bool hasHeader = true, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = InputFile.Open(path, "a table (CSV)", File.OpenRead);
        return ReadCsv(stream, path, hasHeader, separator);
    }

    /// <summary>
    /// Reads a CSV file as it is found: the separator is the one of comma, semicolon, tab and bar that the first line has most of, and the first row names the
    /// columns if no cell of it is a number.
    /// </summary>
    /// <inheritdoc cref="ReadCsv(string, bool, char)"/>
    public static Table Detect(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = InputFile.Open(path, "a table (CSV)", File.OpenRead);
        return CsvTable.Detect(stream, path);
    }

    /// <inheritdoc cref="ReadCsv(string, bool, char)"/>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="hasHeader">Whether the first row names the columns.</param>
    /// <param name="separator">What stands between cells.</param>
    public static Table ReadCsv(Stream stream, string name, bool hasHeader = true, char separator = ',') =>
        CsvTable.Read(stream, name, hasHeader, separator);

    /// <summary>The number of a column.</summary>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public int Column(string name)
    {
        int column = Array.IndexOf(_columns, name);
        return column >= 0 ? column : throw new DataFormatException($"{Name}: there is no column '{name}'; the columns are {string.Join(", ", _columns)}.");
    }

    /// <summary>A column as text.</summary>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public string[] Strings(string column)
    {
        int at = Column(column);
        return [.. _rows.Select(row => row[at])];
    }

    /// <summary>A column as numbers, written with a decimal point.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="missing">What a missing cell becomes; an error if null.</param>
    /// <exception cref="DataFormatException">There is no such column, or a cell is no finite number.</exception>
    public double[] Doubles(string column, double? missing = null)
    {
        int at = Column(column);
        double[] values = new double[Count];
        for (int row = 0; row < values.Length; row++)
            values[row] = Number(row, at, missing);
        return values;
    }

    /// <summary>Columns side by side as numbers: float32 [rows, columns].</summary>
    /// <param name="columns">The columns' names, in the order wanted; all columns if none is named.</param>
    /// <exception cref="DataFormatException">There is no such column, or a cell is missing or no finite number.</exception>
    public Tensor ToTensor(params IReadOnlyList<string> columns)
    {
        int[] at = columns.Count == 0 ? [.. Enumerable.Range(0, _columns.Length)] : [.. columns.Select(Column)];
        float[] values = new float[Count * (long)at.Length];
        for (int row = 0, i = 0; row < Count; row++)
        {
            foreach (int column in at)
                values[i++] = (float)Number(row, column, null);
        }

        return Tensor.From<float>(values, [Count, at.Length]);
    }

    /// <summary>The table without the rows in which a cell is missing.</summary>
    /// <param name="columns">The columns looked at; all if none is named.</param>
    /// <exception cref="DataFormatException">There is no such column.</exception>
    public Table DropMissing(params IReadOnlyList<string> columns)
    {
        int[] at = columns.Count == 0 ? [.. Enumerable.Range(0, _columns.Length)] : [.. columns.Select(Column)];
        int[] kept = [.. Enumerable.Range(0, Count).Where(row => !at.Any(column => IsMissing(row, column)))];
        return new Table(Name, _columns, [.. kept.Select(row => _rows[row])], [.. kept.Select(row => _lines[row])]);
    }

    /// <summary>Whether a cell is empty, <c>?</c>, <c>NA</c> or <c>NaN</c>.</summary>
    public bool IsMissing(int row, int column) => _rows[row][column].Trim() is "" or "?" or "NA" or "NaN" or "nan";

    /// <summary>The line of the file, from 1, in which a row starts.</summary>
    public long Line(int row) => _lines[row];

    internal static bool TryNumber(string cell, out double value) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    internal static double Number(string cell) => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    internal double Number(int row, int column, double? missing)
    {
        string cell = _rows[row][column];
        if (IsMissing(row, column))
        {
            return missing ?? throw new DataFormatException(
                $"{Name}, line {_lines[row]}: column '{_columns[column]}' has no value ('{cell}'). Leave such rows out with `DropMissing`, or say what takes the value's place.");
        }

        if (TryNumber(cell, out double value))
            return value;
        throw new DataFormatException(
            $"{Name}, line {_lines[row]}: column '{_columns[column]}' has '{Shortened(cell)}', which is no finite number. Correct the cell, or read the column with `Strings`.");
    }

    internal static string Shortened(string cell) => (cell.Length <= 40 ? cell : cell[..40] + "…").ReplaceLineEndings(" ");
}
