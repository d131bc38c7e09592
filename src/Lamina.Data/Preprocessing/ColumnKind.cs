namespace Lamina.Data;

/// <summary>What a column of a table holds.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>One of a few values.</summary>
    Category,

    /// <summary>Words.</summary>
    Text,

    /// <summary>Nothing that helps: one value in all rows, nothing at all, or a value of its own in nearly each.</summary>
    Ignored,
}
