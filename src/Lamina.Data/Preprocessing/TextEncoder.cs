namespace Lamina.Data;

/// <summary>Words as numbers, one for each word of a vocabulary.</summary>
public sealed class TextEncoder : ColumnEncoder
{
    /// <summary>The vocabulary.</summary>
    public required TextVectorizer Vectorizer { get; init; }

    /// <summary>What is written for a word.</summary>
    public required TokenWeighting Weighting { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Features => [$"{Column} unknown", .. Vectorizer.Vocabulary.Select(word => $"{Column}: {word}")];

    internal static string Words(Table table, int row, int column) => table.IsMissing(row, column) ? "" : table[row, column];

    internal override void Encode(Table table, int row, int column, Span<float> values) => Vectorizer.Bag(Words(table, row, column), Weighting, values);
}
