namespace Lamina.Data;

/// <summary>A column that holds one of a number of values. A missing cell is a value of its own.</summary>
public sealed record CategoryColumn : ColumnPlan
{
    /// <summary>A plan of a column.</summary>
    /// <param name="name">The column's name.</param>
    public CategoryColumn(string name)
        : base(name)
    {
    }

    /// <summary>How a value becomes numbers. Default: one-hot.</summary>
    public CategoryEncoding Encoding { get; init; }

    /// <summary>How many values are known at most, the most frequent ones; the others are as if not seen. Default: 100.</summary>
    public int MaxValues { get; init; } = 100;

    /// <summary>How often a value must occur to be known. Default: once.</summary>
    public int MinCount { get; init; } = 1;

    /// <summary>The places of <see cref="CategoryEncoding.Hashing"/>. Default: 32.</summary>
    public int Buckets { get; init; } = 32;

    /// <inheritdoc/>
    public override ColumnEncoder Fit(Table train)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxValues, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Buckets, 1);
        int column = train.Column(Name);
        IEnumerable<string> known = Enumerable.Range(0, train.Count)
            .CountBy(row => CategoryEncoder.Value(train, row, column), StringComparer.Ordinal)
            .Where(pair => pair.Value >= MinCount)
            .OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MaxValues)
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal);
        return new CategoryEncoder
        {
            Column = Name,
            Encoding = Encoding,
            Values = Encoding == CategoryEncoding.Hashing ? [] : [.. known],
            Buckets = Encoding == CategoryEncoding.Hashing ? Buckets : 0,
        };
    }
}
