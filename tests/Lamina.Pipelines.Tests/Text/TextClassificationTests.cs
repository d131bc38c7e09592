using System.Text.Json.Nodes;
using Lamina.Data.Text;
using Lamina.Models.Graphs;
using Lamina.Models.Text;
using Lamina.NN;
using Xunit;

namespace Lamina.Pipelines.Tests.Text;

/// <summary>A pipeline of texts answers the same when it is loaded, and says what is wrong with a text or a file.</summary>
[Collection(nameof(Alone))]
public sealed class TextClassificationTests
{
    static TextClassification Made() => new(new WordTokenizer(["a", "good", "bad", "film", "."]), new TextCnn(20, 2, dimension: 6, maps: 4, widths: [1, 3]), ["negative", "positive"], maxTokens: 8);

    [Fact]
    public void It_answers_the_same_when_it_is_loaded()
    {
        using TemporaryFolder place = new();
        TextClassification made = Made();
        made.Save(place.FullName);
        TextClassification loaded = Pipeline.Load<TextClassification>(place.FullName);
        TextAnswer expected = made.Classify("A good, GOOD film."), found = loaded.Classify("A good, GOOD film.");
        Assert.Equal(expected.Probabilities, found.Probabilities);
        Assert.Equal(expected.Class, found.Class);
        Assert.Equal(1, found.Probabilities.Sum(), 1e-6);
        Assert.Equal(5, found.Known);
        Assert.Equal([","], found.Unknown);
        Assert.Equal(["negative", "positive"], loaded.ClassNames);
        Assert.Equal(made.Tokenizer.Words, loaded.Tokenizer.Words);
    }

    [Fact]
    public void It_learns_which_words_are_praise()
    {
        Tensor.Seed(3);
        TextClassification made = Made();
        TextCnn network = (TextCnn)made.Network;
        Adam optimizer = new(network.Parameters(), 0.01);
        string[] texts = ["a good film", "a bad film", "good .", "bad .", "film good", "film bad"];
        Tensor x = Tensor.Stack([.. texts.Select(text => made.Tokenizer.Encode(text)).Select(tokens => Tensor.From<long>([.. Enumerable.Range(0, 3).Select(i => i < tokens.Count ? tokens[i].Id : 0L)], [3]))]);
        network.Train();
        for (int i = 0; i < 60; i++)
        {
            optimizer.ZeroGrad();
            Loss.CrossEntropy(network.Call(x), Tensor.From(new long[] { 1, 0, 1, 0, 1, 0 })).Backward();
            optimizer.Step();
        }

        network.Eval();
        Assert.Equal(["positive", "negative"], made.Classify(["a a film . good", "a a film . bad"]).Select(answer => answer.Class));
    }

    [Fact]
    public void Other_texts_of_a_batch_change_nothing()
    {
        TextClassification made = Made();
        TextAnswer alone = made.Classify("good"), beside = made.Classify(["a a a a a a a bad", "good"])[1];
        for (int i = 0; i < 2; i++)
            Assert.Equal(alone.Probabilities[i], beside.Probabilities[i], 1e-6);
        Assert.Empty(made.Classify([]));
    }

    [Theory]
    [InlineData("", "has no words")]
    [InlineData(" \t\n", "has no words")]
    [InlineData("xyzzy plugh", "None of the 2 words of 'xyzzy plugh' is known")]
    [InlineData("\uD800", "None of the 1 words")]
    [InlineData("u n k n o w n ! good", "None of the 8 words")]
    public void A_text_without_known_words_gets_a_clear_answer(string text, string part) =>
        Assert.Contains(part, Assert.Throws<PipelineException>(() => Made().Classify(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("network", "\"other\"", "text-cnn")]
    [InlineData("rows", "6", "'words'")]
    [InlineData("rows", "1000000000000", "'rows'")]
    [InlineData("dimension", "0", "'dimension'")]
    [InlineData("maps", "-1", "'maps'")]
    [InlineData("widths", "[1.5]", "'widths'")]
    [InlineData("widths", "[]", "'widths'")]
    [InlineData("classes", "[\"one\"]", "'classes'")]
    [InlineData("words", "[\"good\", \"good\"]", "twice")]
    [InlineData("words", "[\"two words\"]", "no single token")]
    [InlineData("lowerCase", "1", "'lowerCase'")]
    [InlineData("maxTokens", "0", "'maxTokens'")]
    [InlineData("maps", "5", "another network")]
    public void A_damaged_description_is_refused(string key, string value, string part)
    {
        using TemporaryFolder place = new();
        Made().Save(place.FullName);
        JsonObject file = JsonNode.Parse(File.ReadAllText(place.At("pipeline.json")))!.AsObject();
        file[key] = JsonNode.Parse(value);
        File.WriteAllText(place.At("pipeline.json"), file.ToJsonString());
        Assert.Contains(part, Assert.Throws<PipelineException>(() => Pipeline.Load(place.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_would_fill_the_memory_are_refused()
    {
        using TemporaryFolder place = new();
        Made().Save(place.FullName);
        JsonObject file = JsonNode.Parse(File.ReadAllText(place.At("pipeline.json")))!.AsObject();
        (file["rows"], file["dimension"]) = (1_000_000, 4096);
        File.WriteAllText(place.At("pipeline.json"), file.ToJsonString());
        Assert.Contains("weights at most", Assert.Throws<PipelineException>(() => Pipeline.Load(place.FullName)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_do_not_fit_and_runs_of_another_kind_are_refused()
    {
        Assert.Contains("do not fit", Assert.Throws<PipelineException>(() => new TextClassification(new WordTokenizer(["a", "b"]), new TextCnn(3, 2), ["x", "y"])).Message, StringComparison.Ordinal);
        using TemporaryFolder place = new();
        new NodeClassification(new Gcn(3, 2), ["x", "y"]).Save(place.FullName);
        Assert.Contains("node-classification", Assert.Throws<PipelineException>(() => Pipeline.Load<TextClassification>(place.FullName)).Message, StringComparison.Ordinal);
    }
}
