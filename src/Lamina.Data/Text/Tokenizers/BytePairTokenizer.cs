using System.Text;
using System.Text.RegularExpressions;

namespace Lamina.Data.Text;

/// <summary>
/// Byte-pair encoding: the tokens are the 256 bytes of UTF-8 and, of these, the pairs that were the most frequent in a training part. Every text can be encoded, and what is
/// encoded decodes to the same text.
/// </summary>
/// <remarks>
/// <para>No token reaches over words: a text is cut into runs of letters, of digits and of other signs, each with one space before it, and into what white space is left.
/// Half of a pair of surrogates, which UTF-8 does not have, takes the three bytes that its number would take.</para>
/// <para>Numbers: first the special tokens, then the 256 bytes, then the merged pairs in the order in which they were learnt. Special tokens are never made of a text and
/// leave nothing in one.</para>
/// <para><b>Source:</b> Sennrich, Haddow, Birch: Neural machine translation of rare words with subword units (2016); on bytes: Radford and others, Language models are
/// unsupervised multitask learners (2019).</para>
/// </remarks>
public sealed partial class BytePairTokenizer : ITokenizer
{
    /// <summary>The most tokens.</summary>
    public const int MostTokens = 1 << 20;

    const int Bytes = 256, MostRemembered = 1 << 16;

    // The work on a word grows with the square of its length, so what has no end is cut.
    const int LongestPiece = 256;

    readonly Dictionary<(int Left, int Right), int> _ranks = [];
    readonly Dictionary<string, (int Id, int Bytes)[]> _known = new(StringComparer.Ordinal);
    readonly Lock _lock = new();
    readonly byte[][] _tokens;

    /// <summary>A tokenizer of known merges.</summary>
    /// <param name="merges">The pairs, in the order in which they were learnt; each of bytes, or of pairs before it.</param>
    /// <param name="specials">Names of the special tokens, which have the first numbers.</param>
    /// <exception cref="DataFormatException">A pair is of tokens that are not there yet, or comes twice; a name comes twice; or there are too many tokens.</exception>
    public BytePairTokenizer(IReadOnlyList<(int Left, int Right)> merges, IReadOnlyList<string>? specials = null)
    {
        ArgumentNullException.ThrowIfNull(merges);
        Specials = [.. specials ?? []];
        if (Specials.Distinct(StringComparer.Ordinal).Count() != Specials.Count || Specials.Any(string.IsNullOrEmpty))
            throw new DataFormatException($"The names of the special tokens, {string.Join(", ", Specials)}, are not distinct, or one is empty. Each has a name of its own.");
        if (merges.Count + Bytes + (long)Specials.Count > MostTokens)
            throw new DataFormatException($"A byte-pair tokenizer has {MostTokens} tokens at most; {merges.Count} merges are too many.");
        Merges = [.. merges];
        _tokens = new byte[Specials.Count + Bytes + merges.Count][];
        Array.Fill(_tokens, [], 0, Specials.Count);
        for (int value = 0; value < Bytes; value++)
            _tokens[Specials.Count + value] = [(byte)value];
        foreach ((int rank, (int left, int right)) in merges.Index())
        {
            int id = Specials.Count + Bytes + rank;
            if (left < Specials.Count || right < Specials.Count || left >= id || right >= id)
                throw new DataFormatException($"Merge {rank} joins the tokens {left} and {right}; it may join those from {Specials.Count} to {id - 1}, which are there before it.");
            if (!_ranks.TryAdd((left, right), id))
                throw new DataFormatException($"Merge {rank} joins the tokens {left} and {right}, which an earlier one has joined.");
            _tokens[id] = _tokens[left].Length + _tokens[right].Length <= 3 * LongestPiece
                ? [.. _tokens[left], .. _tokens[right]]
                : throw new DataFormatException($"Merge {rank} makes a token longer than any word, of {_tokens[left].Length + _tokens[right].Length} bytes.");
        }
    }

    /// <summary>The pairs, in the order in which they were learnt.</summary>
    public IReadOnlyList<(int Left, int Right)> Merges { get; }

    /// <summary>The names of the special tokens, in the order of their numbers.</summary>
    public IReadOnlyList<string> Specials { get; }

    /// <inheritdoc/>
    public int Count => _tokens.Length;

    /// <summary>The bytes of a token; none for a special one.</summary>
    /// <param name="id">The token's number.</param>
    /// <exception cref="DataFormatException">There is none of that number.</exception>
    public ReadOnlyMemory<byte> BytesOf(int id) => (uint)id < (uint)Count ? _tokens[id] : throw Missing(id);

    /// <summary>The number of a special token.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="DataFormatException">There is none of that name.</exception>
    public int Special(string name)
    {
        for (int id = 0; id < Specials.Count; id++)
        {
            if (Specials[id] == name)
                return id;
        }

        throw new DataFormatException($"There is no special token '{name}'; there are {(Specials.Count == 0 ? "none" : string.Join(", ", Specials))}.");
    }

    /// <inheritdoc/>
    /// <remarks>A token that has but a part of a character's bytes takes the whole character: tokens of one character have the same place.</remarks>
    public IReadOnlyList<Token> Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Token> tokens = [];
        foreach ((int start, int length) in Pieces(text))
            Place(text, start, length, tokens);
        return tokens;
    }

    /// <inheritdoc/>
    /// <remarks>Bytes that are no character become U+FFFD, as where tokens were drawn at random.</remarks>
    public string Decode(ReadOnlySpan<int> ids)
    {
        List<byte> bytes = [];
        foreach (int id in ids)
            bytes.AddRange((uint)id < (uint)Count ? _tokens[id] : throw Missing(id));
        return WideUtf8.Decode([.. bytes]);
    }

    internal static IEnumerable<(int Start, int Length)> Pieces(string text)
    {
        foreach (Match match in Words().Matches(text))
        {
            int end = match.Index + match.Length;
            for (int start = match.Index; start < end;)
            {
                int stop = Math.Min(start + LongestPiece, end);
                if (stop < end && char.IsSurrogatePair(text[stop - 1], text[stop]))
                    stop--;
                yield return (start, stop - start);
                start = stop;
            }
        }
    }

    DataFormatException Missing(int id) => new($"There is no token {id}; they are numbered from 0 to {Count - 1}.");

    // Tokens lie byte by byte; the text counts in units of UTF-16.
    void Place(string text, int start, int length, List<Token> tokens)
    {
        string piece = text.Substring(start, length);
        int[]? places = null;
        int at = 0;
        foreach ((int id, int bytes) in Merged(piece))
        {
            places ??= WideUtf8.Places(piece);
            int first = places[at], last = places[at + bytes - 1];
            int behind = last + (last + 1 < piece.Length && char.IsSurrogatePair(piece[last], piece[last + 1]) ? 2 : 1);
            tokens.Add(new Token(id, start + first, behind - first));
            at += bytes;
        }
    }

    (int Id, int Bytes)[] Merged(string piece)
    {
        lock (_lock)
        {
            if (_known.TryGetValue(piece, out (int, int)[]? known))
                return known;
        }

        List<int> ids = [.. WideUtf8.Encode(piece).Select(value => Specials.Count + value)];
        while (ids.Count > 1)
        {
            // The pair that was learnt first.
            int merged = int.MaxValue, place = -1;
            for (int i = 0; i + 1 < ids.Count; i++)
            {
                if (_ranks.TryGetValue((ids[i], ids[i + 1]), out int id) && id < merged)
                    (merged, place) = (id, i);
            }

            if (place < 0)
                break;
            ids[place] = merged;
            ids.RemoveAt(place + 1);
        }

        (int, int)[] result = [.. ids.Select(id => (id, _tokens[id].Length))];
        lock (_lock)
        {
            if (_known.Count < MostRemembered)
                _known.TryAdd(piece, result);
        }

        return result;
    }

    [GeneratedRegex(@" ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
