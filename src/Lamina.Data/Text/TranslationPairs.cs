namespace Lamina.Data.Text;

/// <summary>
/// Sentences and their translations in tokens, to learn to translate: inputs are the sentence and what stands before each token of the translation (the begin first), the target is the
/// translation and its end; int64 [N, places], [N, steps] and [N, steps], filled up on the right with 0.
/// </summary>
/// <remarks>Sizes are multiples of 8, so that there are few of them: a training step that was recorded once fits many batches, and each recording holds memory.</remarks>
public sealed class TranslationPairs : IDataset
{
    const int Multiple = 8;

    // More than any sentence has, so that the one length orders before the other.
    const long Beyond = 1 << 20;

    readonly (int[] Source, int[] Target)[] _tokens;
    readonly int _begin, _end;

    /// <summary>A set of pairs.</summary>
    /// <param name="pairs">The sentences, as they are to be translated.</param>
    /// <param name="tokenizer">The tokens of both languages, of which 0 is none that a text has.</param>
    /// <param name="begin">The token before a translation.</param>
    /// <param name="end">The token behind it.</param>
    /// <param name="longest">The most tokens of a sentence, and of a translation: pairs that have more are left out.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">There is no pair, or none so short, or a sentence to translate is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="longest"/> is below 1.</exception>
    public TranslationPairs(IEnumerable<SentencePair> pairs, ITokenizer tokenizer, int begin, int end, int longest = int.MaxValue, string name = "pairs")
    {
        ArgumentNullException.ThrowIfNull(pairs);
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        (SentencePair Pair, int[] Source, int[] Target)[] all = [.. pairs.Select(pair => (pair, Ids(pair.Source), Ids(pair.Target)))];
        if (Array.FindIndex(all, one => one.Source.Length == 0) is >= 0 and var empty)
            throw new DataFormatException($"Sentence {empty} of {name} is empty, so there is nothing to translate. Leave it out.");
        (SentencePair Pair, int[] Source, int[] Target)[] kept = [.. all.Where(one => Math.Max(one.Source.Length, one.Target.Length) <= longest)];
        (Pairs, Tokenizer, Info) = ([.. kept.Select(one => one.Pair)], tokenizer, new DatasetInfo { Name = name });
        (_tokens, _begin, _end) = ([.. kept.Select(one => (one.Source, one.Target))], begin, end);
        if (_tokens.Length == 0)
            throw new DataFormatException(all.Length == 0 ? $"{name} has no sentences. Give pairs of a sentence and its translation." : $"All {all.Length} pairs of {name} have more than {longest} tokens. Allow longer ones.");
        Lengths = [.. _tokens.Select(pair => (Padded(pair.Source.Length) * Beyond) + pair.Target.Length)];

        int[] Ids(string text) => [.. tokenizer.Encode(text).Select(token => token.Id)];
    }

    /// <summary>The sentences themselves.</summary>
    public IReadOnlyList<SentencePair> Pairs { get; }

    /// <summary>What the numbers mean.</summary>
    public ITokenizer Tokenizer { get; }

    /// <inheritdoc/>
    public long Count => _tokens.Length;

    /// <inheritdoc/>
    public DatasetInfo Info { get; }

    /// <summary>What orders the pairs by the places that the sentence takes, and those of as many by the length of the translation: for a <see cref="BucketSampler"/>.</summary>
    public IReadOnlyList<long> Lengths { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        (int[] Source, int[] Target)[] chosen = new (int[], int[])[indices.Length];
        for (int row = 0; row < chosen.Length; row++)
            chosen[row] = _tokens[indices[row]];
        return new Batch(
            [Rows(chosen, pair => pair.Source), Rows(chosen, pair => [_begin, .. pair.Target])],
            [Rows(chosen, pair => [.. pair.Target, _end])]);
    }

    static int Padded(int length) => (length + Multiple - 1) / Multiple * Multiple;

    static Tensor Rows((int[] Source, int[] Target)[] pairs, Func<(int[] Source, int[] Target), int[]> part)
    {
        int[][] rows = [.. pairs.Select(part)];
        int width = Padded(rows.Max(row => row.Length));
        long[] numbers = new long[(long)rows.Length * width];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int place = 0; place < rows[row].Length; place++)
                numbers[((long)row * width) + place] = rows[row][place];
        }

        return Tensor.From<long>(numbers, [rows.Length, width]);
    }
}
