using Lamina.Data;
using Lamina.Data.Text;

namespace Lamina.Recipes.Text;

/// <summary>Texts as numbers of words, read once, and as batches of like length.</summary>
internal sealed class SentencePart
{
    // Few lengths are few shapes: a step is recorded once for each.
    const int LengthMultiple = 8;

    /// <summary>Reads a part.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="tokenizer">What makes numbers of them.</param>
    /// <param name="maxTokens">How many tokens of a text are read.</param>
    public SentencePart(IDataset<LabelledText> texts, WordTokenizer tokenizer, int maxTokens)
    {
        Texts = [.. Enumerable.Range(0, checked((int)texts.Count)).Select(i => texts.Read(i)).Select(text => ((IReadOnlyList<int>)[.. tokenizer.Encode(text.Text).Take(maxTokens).Select(token => token.Id)], text.Label))];
        Batches = Dataset.From(Texts, texts.Name).Collate(
            Collate.Padded<(IReadOnlyList<int> Ids, int Label)>(
                text => Tensor.From<long>([.. text.Ids.Select(id => (long)id)], [text.Ids.Count]),
                text => (long)text.Label,
                new SequencePadding { Multiple = LengthMultiple }),
            new DatasetInfo { Name = texts.Name });
    }

    /// <summary>Numbers of the words of each text, and its class.</summary>
    public IReadOnlyList<(IReadOnlyList<int> Ids, int Label)> Texts { get; }

    /// <summary>The same side by side: int64 [N, length] and int64 [N].</summary>
    public IDataset Batches { get; }

    /// <summary>Batches in a random order in which texts of like length are together.</summary>
    /// <param name="batchSize">Texts of a batch.</param>
    /// <param name="seed">What the order depends on.</param>
    public DataLoader Shuffled(int batchSize, long seed) =>
        new(Batches, batchSize, seed: seed, sampler: new BucketSampler([.. Texts.Select(text => (long)text.Ids.Count)], seed));
}
