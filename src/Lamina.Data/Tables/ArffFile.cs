namespace Lamina.Data;

/// <summary>A table in the format of Weka and OpenML: columns with their kinds, then rows, dense or sparse.</summary>
/// <remarks><b>Source:</b> Witten, Frank, Hall, Pal: The WEKA workbench (2016), section on ARFF files.</remarks>
public sealed class ArffFile
{
    internal ArffFile(string relation, IReadOnlyList<ArffAttribute> attributes, Table table) => (Relation, Attributes, Table) = (relation, attributes, table);

    /// <summary>The name that the header gives the table.</summary>
    public string Relation { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<ArffAttribute> Attributes { get; }

    /// <summary>The rows; <c>?</c> is a missing cell.</summary>
    public Table Table { get; }

    /// <summary>Reads a file, plain or packed by gzip.</summary>
    /// <param name="path">An ARFF file.</param>
    /// <exception cref="DataFormatException">A line is not what the format asks for; the message names it.</exception>
    /// <exception cref="Formats.FileFormatException">The packed data are damaged.</exception>
    public static ArffFile Read(string path) => Parse(TextLines.All(path), path);

    /// <summary>Reads a file from its text.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="DataFormatException">As for <see cref="Read"/>.</exception>
    public static ArffFile Parse(string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ArffReader(name).Read(text);
    }

    /// <summary>Numeric columns as inputs and a nominal column as labels.</summary>
    /// <param name="target">The nominal column; the last one if null.</param>
    /// <returns>Inputs [N, columns] in float32, of all numeric columns; labels [N] in int64 by the order of the header. Rows in which one of these is missing are left out.</returns>
    /// <exception cref="DataFormatException">The column is not nominal, or a cell is none of its values.</exception>
    public ArrayDataset ToDataset(string? target = null)
    {
        ArffAttribute classes = Attributes[target is null ? Attributes.Count - 1 : Table.Column(target)];
        if (classes.Values.Count == 0)
            throw new DataFormatException($"{Table.Name}: the column '{classes.Name}' has no list of values, so that it is no class. Name one that has: {string.Join(", ", Attributes.Where(column => column.Values.Count > 0).Select(column => column.Name))}.");
        string[] inputs = [.. Attributes.Where(column => column.IsNumeric).Select(column => column.Name)];
        Table rows = Table.DropMissing([.. inputs, classes.Name]);
        Dictionary<string, long> numbers = classes.Values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => (long)pair.i);
        long[] labels = [.. rows.Strings(classes.Name).Select((cell, row) => numbers.TryGetValue(cell, out long number) ? number : throw new DataFormatException($"{Table.Name}, line {rows.Line(row)}: the class is none of those in the header."))];
        return new ArrayDataset(rows.ToTensor(inputs), Tensor.From<long>(labels, [labels.Length]), classes.Values, Relation);
    }
}
