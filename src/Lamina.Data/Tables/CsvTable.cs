using CsvHelper;

namespace Lamina.Data;

/// <summary>Reads the rows of a CSV file into a <see cref="Table"/>.</summary>
internal static class CsvTable
{
    /// <summary>One record may take so many bytes: an unclosed quote does not swallow a file of any size.</summary>
    const int MaxRecordBytes = 1 << 24;

    /// <summary>Reads a table whose separator and header are told from its first line.</summary>
    public static Table Detect(FileStream stream, string name)
    {
        string first;
        using (StreamReader reader = new(stream, leaveOpen: true))
            first = reader.ReadLine() ?? "";
        string unquoted = string.Concat(first.Split('"').Where((_, i) => i % 2 == 0));
        char separator = ",;\t|".MaxBy(candidate => unquoted.Count(letter => letter == candidate));
        bool hasHeader = !unquoted.Split(separator).Any(cell => Table.TryNumber(cell.Trim(), out _));
        stream.Position = 0;
        return Read(stream, name, hasHeader, separator);
    }

    public static Table Read(Stream stream, string name, bool hasHeader, char separator)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        CsvReaderOptions options = new()
        {
            Separator = separator,
            HasHeader = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            PoolStrings = true,
            MaxRecordSize = MaxRecordBytes,
        };
        List<string[]> rows = [];
        List<long> lines = [];
        try
        {
            using CsvReader reader = CsvReader.Create(stream, options, true);
            while (reader.Read())
            {
                string[] row = new string[reader.FieldCount];
                for (int i = 0; i < row.Length; i++)
                    row[i] = reader.GetString(i);
                if (rows.Count > 0 && row.Length != rows[0].Length)
                    throw new DataFormatException($"{name}, line {reader.LineNumber}: the row has {row.Length} cells, the first row has {rows[0].Length}. Correct the row, or give the separator that the file uses.");
                rows.Add(row);
                lines.Add(reader.LineNumber);
            }
        }
        catch (CsvFormatException error)
        {
            throw new DataFormatException($"{name}, line {error.LineNumber}: this is no CSV table: {error.Message.ReplaceLineEndings(" ")} Close every quote, and double the quotes inside quotes.", error);
        }

        if (rows.Count == 0)
            throw new DataFormatException($"{name}: the file is empty; a table with at least one row was expected.");
        string[] columns = hasHeader ? rows[0] : [.. Enumerable.Range(0, rows[0].Length).Select(i => $"{i}")];
        if (columns.GroupBy(column => column).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new DataFormatException($"{name}, line 1: two columns are called '{twice.Key}'. Rename one, or read the file with `hasHeader: false`.");
        int first = hasHeader ? 1 : 0;
        return new Table(name, columns, [.. rows[first..]], [.. lines[first..]]);
    }
}
