using Lamina.Data.Text;
using Xunit;

namespace Lamina.Data.Tests.Text;

/// <summary>Sentences and translations in tokens: the very numbers, what is filled up, and what is not taken.</summary>
public sealed class TranslationPairsTests
{
    const int Begin = 1, End = 2;

    // Bytes alone: 'a' is 3 + 97.
    static readonly BytePairTokenizer Bytes = new([], ["<pad>", "<begin>", "<end>"]);

    static readonly SentencePair[] Sentences = [new("abc", "xy"), new("b", "zzzz"), new("abcdefghi", "y")];

    [Fact]
    public void Batches_have_the_sentence_the_beginning_and_what_follows()
    {
        TranslationPairs pairs = new(Sentences, Bytes, Begin, End);
        Assert.Equal(3, pairs.Count);
        Assert.Equal(Sentences, pairs.Pairs);
        Assert.Same(Bytes, pairs.Tokenizer);
        Batch batch = pairs.Read([1, 0]);
        Assert.Equal(2, batch.Inputs.Count);
        Assert.Equal([2L, 8], batch.Inputs[0].Shape.ToArray());
        Assert.Equal([101L, 0, 0, 0, 0, 0, 0, 0, 100, 101, 102, 0, 0, 0, 0, 0], batch.Inputs[0].ToArray<long>());

        // Begin and four letters are five steps.
        Assert.Equal([2L, 8], batch.Inputs[1].Shape.ToArray());
        Assert.Equal([1L, 125, 125, 125, 125, 0, 0, 0, 1, 123, 124, 0, 0, 0, 0, 0], batch.Inputs[1].ToArray<long>());
        Assert.Equal([125L, 125, 125, 125, 2, 0, 0, 0, 123, 124, 2, 0, 0, 0, 0, 0], batch.Target.ToArray<long>());
        Assert.Equal([1L, 16], pairs.Read([2]).Inputs[0].Shape.ToArray());
    }

    // Sentences of one to eight tokens take the same places, and the translation decides among them.
    [Fact]
    public void Lengths_order_by_the_places_that_are_taken()
    {
        IReadOnlyList<long> lengths = new TranslationPairs(Sentences, Bytes, Begin, End).Lengths;
        Assert.True(lengths[0] < lengths[1] && lengths[1] < lengths[2], string.Join(", ", lengths));
    }

    [Fact]
    public void Pairs_of_too_many_tokens_are_left_out()
    {
        Assert.Equal([Sentences[0]], new TranslationPairs(Sentences, Bytes, Begin, End, longest: 3).Pairs);
        Assert.Equal(3, new TranslationPairs(Sentences, Bytes, Begin, End, longest: 9).Count);
        Assert.Contains("more than 2 tokens", Assert.Throws<DataFormatException>(() => new TranslationPairs(Sentences, Bytes, Begin, End, longest: 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_learnt_from_is_said()
    {
        Assert.Contains("small has no sentences", Assert.Throws<DataFormatException>(() => new TranslationPairs([], Bytes, Begin, End, name: "small")).Message, StringComparison.Ordinal);
        Assert.Contains("Sentence 1 of small is empty", Assert.Throws<DataFormatException>(() => new TranslationPairs([Sentences[0], new("", "x")], Bytes, Begin, End, name: "small")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TranslationPairs(Sentences, Bytes, Begin, End).Read([3]));

        // A translation of nothing is one: its end follows the beginning.
        Batch silent = new TranslationPairs([new("a", "")], Bytes, Begin, End).Read([0]);
        Assert.Equal([1L, 0, 0, 0, 0, 0, 0, 0], silent.Inputs[1].ToArray<long>());
        Assert.Equal([2L, 0, 0, 0, 0, 0, 0, 0], silent.Target.ToArray<long>());
    }
}
