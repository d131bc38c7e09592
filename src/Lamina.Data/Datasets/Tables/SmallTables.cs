namespace Lamina.Data;

/// <summary>What the small tables have in common.</summary>
internal static class SmallTables
{
    const string Brownlee = "https://raw.githubusercontent.com/jbrownlee/Datasets/master/";

    /// <summary>A file of Jason Brownlee's collection, under the name that it has here.</summary>
    public static DatasetLayout Layout(string folder, string file, long length, string sha256, string? published = null, string source = Brownlee) =>
        DatasetLayout.Single(folder, file, source + (published ?? file), length, sha256);

    /// <summary>Rows of numbers with a class in the last column.</summary>
    /// <param name="path">A CSV file without a header.</param>
    /// <param name="columns">Columns, the class included.</param>
    /// <param name="classes">What stands for each class in the file.</param>
    /// <param name="classNames">The name of each class.</param>
    /// <param name="title">What errors call the set.</param>
    public static ArrayDataset Classes(string path, int columns, string[] classes, IReadOnlyList<string> classNames, string title)
    {
        Table table = Read(path, columns);
        string[] inputs = [.. table.Columns.SkipLast(1)], cells = table.Strings(table.Columns[^1]);
        long[] labels = new long[table.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = Array.IndexOf(classes, cells[row].Trim());
            if (labels[row] < 0)
                throw new DataFormatException($"{path}, line {table.Line(row)}: the class is none of {string.Join(", ", classes)}. Fetch the file again.");
        }

        return new ArrayDataset(table.ToTensor(inputs), Tensor.From<long>(labels, [labels.Length]), classNames, title);
    }

    /// <summary>A CSV file without a header that has so many columns.</summary>
    public static Table Read(string path, int columns)
    {
        Table table = Table.ReadCsv(path, hasHeader: false);
        return table.Columns.Count == columns
            ? table
            : throw new DataFormatException($"{path}: {columns} columns were expected; got {table.Columns.Count}. Fetch the file again.");
    }
}
