namespace Lamina.Data.Text;

/// <summary>
/// Sentences and their translations in tokens, to learn to translate: inputs are the sentence and what stands before each token of the translation (the begin first), the target is the
/// translation and its end; int64 [N, places] and [N, steps], filled up on the right with 0.
/// </summary>
/// <remarks>Sizes of batches are multiples of 4, so that there are few of them: a training step that was recorded once fits many.</remarks>
public sealed class TranslationPairs : IDataset
{
    const int Multiple = 4;

    readonly (int[] Source, int[] Target)[] _pairs;
    readonly int _begin, _end;

    /// <summary>A set of pairs.</summary>
    /// <param name="pairs">Numbers of tokens; 0 is none.</param>
    /// <param name="begin">The token before a translation.</param>
    /// <param name="end">The token behind it.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">There is no pair, or a sentence is empty.</exception>
    public TranslationPairs(IEnumerable<(int[] Source, int[] Target)> pairs, int begin, int end, string name = "pairs")
    {
        (_pairs, _begin, _end) = ([.. pairs], begin, end);
        Info = new DatasetInfo { Name = name };
        if (_pairs.Length == 0)
            throw new DataFormatException($"{name} has no sentences.");
        if (Array.FindIndex(_pairs, pair => pair.Source.Length == 0) is >= 0 and var empty)
            throw new DataFormatException($"Sentence {empty} of {name} is empty, so there is nothing to translate. Leave it out.");
        Lengths = [.. _pairs.Select(pair => (pair.Source.Length * 10_000L) + pair.Target.Length)];
    }

    /// <inheritdoc/>
    public long Count => _pairs.Length;

    /// <inheritdoc/>
    public DatasetInfo Info { get; }

    /// <summary>What orders the pairs by the length of the sentence, and those of one length by that of the translation: for a <see cref="BucketSampler"/>.</summary>
    public IReadOnlyList<long> Lengths { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such pair.</exception>
    public Batch Read(ReadOnlySpan<long> indices)
    {
        Indices.Check(indices, Count);
        (int[] Source, int[] Target)[] chosen = new (int[], int[])[indices.Length];
        for (int row = 0; row < chosen.Length; row++)
            chosen[row] = _pairs[indices[row]];
        return new Batch(
            [Rows(chosen, pair => pair.Source), Rows(chosen, pair => [_begin, .. pair.Target])],
            [Rows(chosen, pair => [.. pair.Target, _end])]);
    }

    static Tensor Rows((int[] Source, int[] Target)[] pairs, Func<(int[] Source, int[] Target), int[]> part)
    {
        int[][] rows = [.. pairs.Select(part)];
        int width = (rows.Max(row => row.Length) + Multiple - 1) / Multiple * Multiple;
        long[] numbers = new long[(long)rows.Length * width];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int place = 0; place < rows[row].Length; place++)
                numbers[((long)row * width) + place] = rows[row][place];
        }

        return Tensor.From<long>(numbers, [rows.Length, width]);
    }
}
