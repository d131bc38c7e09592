namespace Lamina.Data;

/// <summary>A value of a category as numbers.</summary>
public sealed class CategoryEncoder : ColumnEncoder
{
    Dictionary<string, int>? _places;

    /// <summary>How.</summary>
    public required CategoryEncoding Encoding { get; init; }

    /// <summary>The values that are known, in their order; empty for hashing. A missing cell is the value "".</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The places of hashing; else 0.</summary>
    public required int Buckets { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Features => Encoding switch
    {
        CategoryEncoding.Ordinal => [Column],
        CategoryEncoding.Hashing => [.. Enumerable.Range(0, Buckets).Select(place => $"{Column} #{place}")],
        _ => [$"{Column} unknown", .. Values.Select(value => value.Length > 0 ? $"{Column} = {value}" : $"{Column} is missing")],
    };

    /// <summary>The place that a value has among so many: FNV-1a of its UTF-8 bytes, the same on every machine.</summary>
    internal static int Hash(string value, int buckets)
    {
        uint hash = 2166136261;
        foreach (byte part in System.Text.Encoding.UTF8.GetBytes(value))
            hash = unchecked((hash ^ part) * 16777619);
        return (int)(hash % (uint)buckets);
    }

    internal static string Value(Table table, int row, int column) => table.IsMissing(row, column) ? "" : table[row, column].Trim();

    internal override void Encode(Table table, int row, int column, Span<float> values)
    {
        string value = Value(table, row, column);
        if (Encoding == CategoryEncoding.Hashing)
        {
            values[Hash(value, Buckets)] = 1;
            return;
        }

        // Two threads may make it at once: they make the same.
        _places ??= Values.Index().ToDictionary(pair => pair.Item, pair => pair.Index + 1, StringComparer.Ordinal);
        int place = _places.GetValueOrDefault(value);
        if (Encoding == CategoryEncoding.Ordinal)
            values[0] = place;
        else
            values[place] = 1;
    }
}
