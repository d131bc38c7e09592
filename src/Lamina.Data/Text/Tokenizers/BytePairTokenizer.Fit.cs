namespace Lamina.Data.Text;

/// <content>Learning the merges.</content>
public sealed partial class BytePairTokenizer
{
    /// <summary>Learns merges: again and again the most frequent pair of neighbouring tokens becomes a token; of those as frequent, the one of the lowest numbers.</summary>
    /// <param name="texts">The training part, and nothing else.</param>
    /// <param name="size">How many tokens there are to be, special ones and bytes among them. There are fewer where no pair is left that comes twice.</param>
    /// <param name="specials">Names of the special tokens, which have the first numbers.</param>
    /// <exception cref="DataFormatException">The size does not even hold the bytes and the special tokens, or is too large.</exception>
    public static BytePairTokenizer Fit(IEnumerable<string> texts, int size, IReadOnlyList<string>? specials = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        int first = Bytes + (specials?.Count ?? 0);
        if (size < first || size > MostTokens)
            throw new DataFormatException($"A byte-pair tokenizer with {specials?.Count ?? 0} special tokens has {first} to {MostTokens} tokens; got {size}.");
        Dictionary<string, long> pieces = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            foreach ((int start, int length) in Pieces(text))
            {
                string piece = text.Substring(start, length);
                pieces[piece] = pieces.GetValueOrDefault(piece) + 1;
            }
        }

        BytePairCounts counts = new();
        foreach ((string piece, long count) in pieces)
            counts.Add([.. WideUtf8.Encode(piece).Select(value => first - Bytes + value)], count);
        List<(int Left, int Right)> merges = [];
        while (first + merges.Count < size && counts.Merge(first + merges.Count) is { } pair)
            merges.Add(pair);
        return new BytePairTokenizer(merges, specials);
    }
}
