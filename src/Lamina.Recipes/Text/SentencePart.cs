using Lamina.Data;
using Lamina.Data.Text;

namespace Lamina.Recipes.Text;

/// <summary>Texts as numbers of words, read once; side by side they are int64 [N, length], filled up with 0, and their classes int64 [N].</summary>
internal sealed class SentencePart : IDataset
{
    const string LineBreak = "<br />";

    readonly IDataset _batches;

    /// <summary>Reads a part.</summary>
    /// <param name="texts">The texts; what is left of the lines of a web page in them counts as a space.</param>
    /// <param name="tokenizer">What makes numbers of them.</param>
    /// <param name="maxTokens">How many tokens of a text are read.</param>
    /// <param name="lengthMultiple">What the length of a batch is a multiple of. Few lengths are few shapes: a step is recorded once for each.</param>
    public SentencePart(IDataset<LabelledText> texts, WordTokenizer tokenizer, int maxTokens, int lengthMultiple = 8)
    {
        (Tokenizer, MaxTokens) = (tokenizer, maxTokens);
        Texts = [.. Read(texts).Select(text => ((IReadOnlyList<int>)[.. tokenizer.Encode(text.Text).Take(maxTokens).Select(token => token.Id)], text.Label))];
        _batches = Dataset.From(Texts, texts.Name).Collate(
            Collate.Padded<(IReadOnlyList<int> Ids, int Label)>(
                text => Tensor.From<long>([.. text.Ids.Select(id => (long)id)], [text.Ids.Count]),
                text => (long)text.Label,
                new SequencePadding { Multiple = lengthMultiple }),
            new DatasetInfo { Name = texts.Name });
    }

    /// <summary>A tokenizer of the most frequent words of texts.</summary>
    /// <param name="texts">The texts of the training part.</param>
    /// <param name="maxWords">How many words.</param>
    public static WordTokenizer Words(IDataset<LabelledText> texts, int maxWords) => WordTokenizer.Fit(Read(texts).Select(text => text.Text), maxWords);

    /// <summary>What makes numbers of texts.</summary>
    public WordTokenizer Tokenizer { get; }

    /// <summary>How many tokens of a text are read.</summary>
    public int MaxTokens { get; }

    /// <summary>Numbers of the words of each text, and its class.</summary>
    public IReadOnlyList<(IReadOnlyList<int> Ids, int Label)> Texts { get; }

    /// <inheritdoc/>
    public long Count => _batches.Count;

    /// <inheritdoc/>
    public DatasetInfo Info => _batches.Info;

    /// <inheritdoc/>
    public Batch Read(ReadOnlySpan<long> indices) => _batches.Read(indices);

    /// <summary>Batches in a random order in which texts of like length are together.</summary>
    /// <param name="batchSize">Texts of a batch.</param>
    /// <param name="seed">What the order depends on.</param>
    public DataLoader Shuffled(int batchSize, long seed) =>
        new(this, batchSize, seed: seed, sampler: new BucketSampler([.. Texts.Select(text => (long)text.Ids.Count)], seed));

    static IEnumerable<LabelledText> Read(IDataset<LabelledText> texts) =>
        Enumerable.Range(0, checked((int)texts.Count)).Select(i => texts.Read(i)).Select(text => text with { Text = text.Text.Replace(LineBreak, " ", StringComparison.Ordinal) });
}
