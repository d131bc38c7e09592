namespace Lamina.Data;

/// <summary>What becomes of a column's cells: one or more numbers each. Fitted, immutable, and plain data that is saved with a model.</summary>
public abstract class ColumnEncoder
{
    private protected ColumnEncoder()
    {
    }

    /// <summary>The column's name.</summary>
    public required string Column { get; init; }

    /// <summary>The name of each number that a cell gives.</summary>
    public abstract IReadOnlyList<string> Features { get; }

    /// <summary>Writes a cell's numbers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The row.</param>
    /// <param name="column">Where the column is in this table.</param>
    /// <param name="values">As many as <see cref="Features"/>; all 0 before.</param>
    internal abstract void Encode(Table table, int row, int column, Span<float> values);
}
