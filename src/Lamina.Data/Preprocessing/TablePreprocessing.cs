namespace Lamina.Data;

/// <summary>What turns the rows of a table into the numbers that a network reads. Fitted on the training part, immutable, and saved with a model as plain data.</summary>
public sealed class TablePreprocessing
{
    /// <summary>A preprocessing of columns that are fitted.</summary>
    /// <param name="columns">At least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public TablePreprocessing(IReadOnlyList<ColumnEncoder> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
            throw new ArgumentException("A table without columns gives a network nothing to read. Name at least one.", nameof(columns));
        Columns = [.. columns];
        Features = [.. Columns.SelectMany(column => column.Features)];
    }

    /// <summary>The columns in the order in which their numbers stand.</summary>
    public IReadOnlyList<ColumnEncoder> Columns { get; }

    /// <summary>The name of each number of a row.</summary>
    public IReadOnlyList<string> Features { get; }

    /// <summary>Looks at the training part, and at nothing else.</summary>
    /// <param name="train">The training part.</param>
    /// <param name="columns">What is to become of which columns; those that are not named are not read.</param>
    /// <exception cref="DataFormatException">A column is missing, or holds nothing that can be used.</exception>
    public static TablePreprocessing Fit(Table train, params IReadOnlyList<ColumnPlan> columns) => new([.. columns.Select(column => column.Fit(train))]);

    /// <summary>The rows as numbers: float32 [rows, <see cref="Features"/>]. Columns of the table that are not read may hold anything, and may be missing.</summary>
    /// <param name="table">A table with the columns of the training part, in any order.</param>
    /// <exception cref="DataFormatException">A column is missing, or a cell of a column of numbers is no number.</exception>
    public Tensor Apply(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        int width = Features.Count;
        float[] values = new float[table.Count * (long)width];
        int at = 0;
        foreach (ColumnEncoder encoder in Columns)
        {
            int column = table.Column(encoder.Column), count = encoder.Features.Count;
            for (int row = 0; row < table.Count; row++)
                encoder.Encode(table, row, column, values.AsSpan((row * width) + at, count));
            at += count;
        }

        return Tensor.From<float>(values, [table.Count, width]);
    }
}
