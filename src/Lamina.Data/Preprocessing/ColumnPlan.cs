namespace Lamina.Data;

/// <summary>How a column is to be turned into numbers: a <see cref="NumberColumn"/>, <see cref="CategoryColumn"/> or <see cref="TextColumn"/>.</summary>
public abstract record ColumnPlan
{
    private protected ColumnPlan(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The plan that suits what was found in a column; null where it is ignored.</summary>
    /// <param name="column">What was found.</param>
    public static ColumnPlan? For(ColumnFacts column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Kind switch
        {
            ColumnKind.Number => new NumberColumn(column.Name) { Fill = NumberFill.Median, HasIndicator = column.Missing > 0, ClipFactor = 10 },
            ColumnKind.Category => new CategoryColumn(column.Name),
            ColumnKind.Text => new TextColumn(column.Name),
            _ => null,
        };
    }

    /// <summary>Looks at the training part, and at nothing else.</summary>
    /// <param name="train">The training part.</param>
    /// <exception cref="DataFormatException">There is no such column, or it holds nothing that can be used.</exception>
    public abstract ColumnEncoder Fit(Table train);
}
