using System.Text;
using System.Text.RegularExpressions;

namespace Lamina.Data.Text;

/// <summary>
/// Words and punctuation marks as tokens: a run of letters and digits, with apostrophes and hyphens within (<c>it's</c>, <c>well-made</c>); several dots or dashes; any
/// other mark alone. Number 0 is padding, 1 a token that is not known; the words of the vocabulary follow. Immutable.
/// </summary>
/// <remarks>
/// Between tokens there is white space or nothing, so that a text is its tokens and the gaps that the offsets leave. A decoded text has one space between tokens,
/// <c>�</c> for the unknown and nothing for padding; encoded again it gives the same numbers, without the padding. Texts of known words that are written so come back letter for letter.
/// </remarks>
public sealed partial class WordTokenizer : ITokenizer
{
    /// <summary>The number that fills sequences up.</summary>
    public const int PaddingId = 0;

    /// <summary>The number of a token that the vocabulary lacks.</summary>
    public const int UnknownId = 1;

    const string Unknown = "\uFFFD";

    readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);

    /// <summary>A tokenizer of a known vocabulary.</summary>
    /// <param name="words">The words, in the order of their numbers from 2 on.</param>
    /// <param name="lowerCase">Whether texts are taken in lower case.</param>
    /// <exception cref="DataFormatException">A word comes twice, or is no single token.</exception>
    public WordTokenizer(IReadOnlyList<string> words, bool lowerCase = true)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (string word in words)
        {
            if (word == Unknown || Pattern().Match(word) is not { Success: true, Index: 0 } match || match.Length != word.Length || (lowerCase && word.ToLowerInvariant() != word))
                throw new DataFormatException($"'{word}' in the vocabulary is no single token{(lowerCase ? " in lower case" : "")}, so that it is found in no text. Take it out, or fit the tokenizer anew.");
            if (!_ids.TryAdd(word, _ids.Count + 2))
                throw new DataFormatException($"The word '{word}' comes twice in the vocabulary. Take one of them out, or fit the tokenizer anew.");
        }

        (Words, LowerCase) = ([.. words], lowerCase);
    }

    /// <summary>The words that are known, in the order of their numbers from 2 on.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Whether texts are taken in lower case.</summary>
    public bool LowerCase { get; }

    /// <summary>Padding, unknown, and the words.</summary>
    public int Count => Words.Count + 2;

    /// <summary>A tokenizer that knows the words of texts, the most frequent first; of those as frequent, the first in ordinal order.</summary>
    /// <param name="texts">The texts of the training part, and no others.</param>
    /// <param name="maxWords">How many words are known at most.</param>
    /// <param name="minCount">How often a word must come.</param>
    /// <param name="lowerCase">Whether texts are taken in lower case.</param>
    public static WordTokenizer Fit(IEnumerable<string> texts, int maxWords = int.MaxValue, int minCount = 1, bool lowerCase = true)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxWords, 1);
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            string folded = lowerCase ? text.ToLowerInvariant() : text;
            foreach (ValueMatch match in Pattern().EnumerateMatches(folded))
            {
                string word = folded.Substring(match.Index, match.Length);
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        counts.Remove(Unknown);
        return new WordTokenizer(
            [.. counts.Where(pair => pair.Value >= minCount).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(maxWords).Select(pair => pair.Key)],
            lowerCase);
    }

    /// <inheritdoc/>
    /// <param name="text">Any text; an empty one has no tokens.</param>
    public IReadOnlyList<Token> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // Invariant folding keeps the length, so that places in it are places in the text.
        string folded = LowerCase ? text.ToLowerInvariant() : text;
        Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> ids = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        List<Token> tokens = [];
        foreach (ValueMatch match in Pattern().EnumerateMatches(folded))
            tokens.Add(new Token(ids.TryGetValue(folded.AsSpan(match.Index, match.Length), out int id) ? id : UnknownId, match.Index, match.Length));
        return tokens;
    }

    /// <inheritdoc/>
    public string Decode(ReadOnlySpan<int> ids)
    {
        StringBuilder text = new();
        foreach (int id in ids)
        {
            if ((uint)id >= (uint)Count)
                throw new DataFormatException($"There is no token {id}; numbers run from 0 to {Count - 1}.");
            if (id == PaddingId)
                continue;
            if (text.Length > 0)
                text.Append(' ');
            text.Append(id == UnknownId ? Unknown : Words[id - 2]);
        }

        return text.ToString();
    }

    // A pair of surrogates is one mark.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*|\.{2,}|-{2,}|[\uD800-\uDBFF][\uDC00-\uDFFF]|\S", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
