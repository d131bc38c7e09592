using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Metrics of texts against published values and values worked by hand.</summary>
public class TextMetricTests
{
    static double Value(TextMetric metric, string[] texts, params string[][] references)
    {
        MetricState<IReadOnlyList<string>, IReadOnlyList<IReadOnlyList<string>>> state = metric.NewState();
        state.Update(texts, [.. Enumerable.Range(0, texts.Length).Select(i => references.Select(each => each[i]).ToArray())]);
        return state.Value;
    }

    static double Value(TextMetric metric, string text, string reference) => Value(metric, [text], [reference]);

    // The example of sacreBLEU's documentation; its tests (test_bleu.py) have the value to these digits.
    static readonly string[] Hypotheses = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];

    static readonly string[][] References =
    [
        ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
        ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
    ];

    [Fact]
    public void Bleu_is_that_of_sacrebleu()
    {
        Assert.Equal(48.530827, Value(TextMetric.Bleu(), Hypotheses, References), 6);
        Assert.Equal(0, Value(TextMetric.Bleu(), ["", "", ""], References));
        Assert.Equal(100, Value(TextMetric.Bleu(), "this is a test", "this is a test"), 10);

        // By hand: 3/4 words, 1/3 pairs, no triple of 2 and no run of 1: smoothed to 1/(2·2) and 1/(4·1).
        Assert.Equal(100 * Math.Pow(3 / 4.0 * (1 / 3.0) * (1 / 4.0) * (1 / 4.0), 0.25), Value(TextMetric.Bleu(), "this is fest test", "this is a test"), 10);

        // Too short by one of five words: the penalty alone.
        Assert.Equal(100 * Math.Exp(1 - (5 / 4.0)), Value(TextMetric.Bleu(), "a b c d", "a b c d e"), 10);

        // Effective order is off: fewer than four words score 0.
        Assert.Equal(0, Value(TextMetric.Bleu(), "a b c", "a b c"));
    }

    [Fact]
    public void Bleu_takes_the_shorter_of_two_references_equally_close_and_clips_by_the_largest_count()
    {
        // Lengths 5 and 7 are as close to 6: no penalty. Of "the" two of three count; of pairs the-the once, the-x, x-y, y-z;
        // of triples the-the-x, the-x-y, x-y-z; of fours the-x-y-z.
        string[] text = ["the the the x y z"];
        double expected = 100 * Math.Pow(5 / 6.0 * (4 / 5.0) * (3 / 4.0) * (1 / 3.0), 0.25);
        Assert.Equal(expected, Value(TextMetric.Bleu(), text, ["the x y z w"], ["the the x q y z v"]), 10);
    }

    [Theory]
    [InlineData("Hello, world!", "Hello , world !")]
    [InlineData("It costs $3.50 (or 1,000).", "It costs $ 3.50 ( or 1,000 ) .")]
    [InlineData("a-b 3-4 x-3", "a-b 3 - 4 x-3")]
    [InlineData("wasn't &quot;so&quot; &amp; &lt;b&gt;", "wasn't \" so \" & < b >")]
    [InlineData("end.\nnew-\nline", "end . newline")]
    [InlineData("v2.0, .5 5.", "v2.0 , . 5 5 .")]
    [InlineData("über—naïve 😀.", "über—naïve 😀 .")]
    public void The_tokenizer_is_13a(string text, string tokens) => Assert.Equal(tokens, string.Join(' ', Tokenizer13A.Split(text)));

    [Fact]
    public void Chrf_is_that_of_sacrebleu()
    {
        // sacreBLEU's tests (test_chrf.py), β = 3, orders that do not occur left out.
        foreach ((string text, string reference, double expected) in ((string, string, double)[])[("a", "a", 100), ("", "reference", 0), ("a b c", "abc", 100), ("aa", "ab", 25)])
            Assert.Equal(expected, Value(TextMetric.Chrf(beta: 3), text, reference), 10);
        Assert.Equal(50, Value(TextMetric.Chrf(beta: 3), ["a", "b"], ["a", "c"]), 10);

        // The examples of chrF on Hugging Face's card of the metric, computed by sacreBLEU.
        string[] texts = ["The relationship between cats and dogs is not exactly friendly.", "a good bookshop is just a genteel black hole that knows how to read."];
        string[] references = ["The relationship between dogs and cats is not exactly friendly.", "A good bookshop is just a genteel Black Hole that knows how to read."];
        Assert.Equal(84.64214891738334, Value(TextMetric.Chrf(), texts, references), 10);
        Assert.Equal(82.87263732906315, Value(TextMetric.Chrf(wordOrder: 2), texts, references), 10);

        // By hand, β = 2: "abcd" and "abce x" without its space have 3 of 4 against 3 of 5 characters, then 2/3 and 2/4, 1/2 and 1/3, 0/1 and 0/2.
        double precision = ((3 / 4.0) + (2 / 3.0) + (1 / 2.0)) / 4, recall = ((3 / 5.0) + (2 / 4.0) + (1 / 3.0)) / 4;
        Assert.Equal(100 * 5 * precision * recall / ((4 * precision) + recall), Value(TextMetric.Chrf(), "abcd", "abce x"), 10);

        // With words: "go!" is go and !, of which pairs are one. All characters agree, 1/2 words against 1/2, 0/1 pairs.
        double mean = (2 / 3.0 + (1 / 2.0) + 0 + (1 / 2.0) + 0) / 5;
        Assert.Equal(100 * mean, Value(TextMetric.Chrf(wordOrder: 2), "go!", "go?"), 10);
        Assert.Equal("chrf2++", TextMetric.Chrf(wordOrder: 2).Name);

        // Of several references the best alone counts.
        Assert.Equal(100, Value(TextMetric.Chrf(), ["same words"], ["other"], ["same words"]), 10);
    }

    [Fact]
    public void Rouge_is_that_of_its_paper_and_program()
    {
        // Lin 2004, section 3: ROUGE-L of these is 3/4 and 2/4, whatever β; ROUGE-2 of both is 1/3.
        const string Reference = "police killed the gunman";
        Assert.Equal(3 / 4.0, Value(TextMetric.RougeL(), "police kill the gunman", Reference), 12);
        Assert.Equal(2 / 4.0, Value(TextMetric.RougeL(), "the gunman kill police", Reference), 12);
        Assert.Equal(1 / 3.0, Value(TextMetric.Rouge(2), "police kill the gunman", Reference), 12);
        Assert.Equal(1 / 3.0, Value(TextMetric.Rouge(2), "the gunman kill police", Reference), 12);

        // The paper's union of subsequences: 4 of 5 words found by 4 of 10 said; the tests of Google's rouge_score have the same.
        Assert.Equal(2 * 0.8 * 0.4 / 1.2, Value(TextMetric.RougeLSum(), "w1 w2 w6 w7 w8\nw1 w3 w8 w9 w5", "w1 w2 w3 w4 w5"), 12);
        Assert.Equal(0.5, Value(TextMetric.Rouge(1), "testing", "testing one two"), 12);
        Assert.Equal(2 / 3.0, Value(TextMetric.Rouge(2), "Testing, ONE", "testing one two"), 12);
        Assert.Equal(0.8, Value(TextMetric.RougeL(), "testing two", "testing one two"), 12);
        foreach (TextMetric metric in (TextMetric[])[TextMetric.Rouge(1), TextMetric.RougeL(), TextMetric.RougeLSum()])
        {
            Assert.Equal(0, Value(metric, "", "testing one two"));
            Assert.Equal(0, Value(metric, "/", "testing one two"));
        }

        // Mean over texts, of references the best.
        Assert.Equal((0.5 + 1) / 2, Value(TextMetric.Rouge(1), ["testing", "a"], ["testing one two", "b"], ["no", "a"]), 12);
    }

    [Fact]
    public void Error_rates_count_edits_over_the_references()
    {
        Assert.Equal(2 / 4.0, Value(TextMetric.WordErrorRate(), "a x c", "a b c d"), 12);
        Assert.Equal(3 / 1.0, Value(TextMetric.WordErrorRate(), "x y z", "a"), 12);
        Assert.Equal(3 / 7.0, Value(TextMetric.CharacterErrorRate(), "kitten", "sitting"), 12);
        Assert.Equal(1 / 3.0, Value(TextMetric.CharacterErrorRate(), "a😀c", "a😁c"), 12);
        Assert.Equal(3 / 5.0, Value(TextMetric.WordErrorRate(), ["a b", "x"], ["a c", "x y z"]), 12);
    }

    [Fact]
    public void References_must_fit_the_texts()
    {
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => TextMetric.Bleu().NewState().Update(["a"], [[]])).Message);
        Assert.Contains("1 texts and references of 2", Assert.Throws<ArgumentException>(() => TextMetric.Bleu().NewState().Update(["a"], ["a", "b"])).Message);
    }
}
