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
    static TextClassification Made(string network = "text-cnn") => new(new WordTokenizer(["a", "good", "bad", "film", "."]), Network(network), ["negative", "positive"], maxTokens: 8);

    static TextClassifier Network(string name) => name == "text-cnn" ? new TextCnn(20, 2, dimension: 6, maps: 4, widths: [1, 3]) : new TextLstm(20, 2, dimension: 6, hidden: 3);

    [Theory]
    [InlineData("text-cnn")]
    [InlineData("text-lstm")]
    public void It_answers_the_same_when_it_is_loaded(string network)
    {
        using TemporaryFolder place = new();
        TextClassification made = Made(network);
        made.Save(place.FullName);
        TextClassification loaded = Pipeline.Load<TextClassification>(place.FullName);
        TextAnswer expected = made.Classify("A good, GOOD film."), found = loaded.Classify("A good, GOOD film.");
        Assert.Equal(expected.Probabilities, found.Probabilities);
        Assert.IsType(made.Network.GetType(), loaded.Network);
        Assert.Equal(expected.Class, found.Class);
        Assert.Equal(1, found.Probabilities.Sum(), 1e-6);
        Assert.Equal(5, found.Known);
        Assert.Equal([","], found.Unknown);
        Assert.Equal(["negative", "positive"], loaded.ClassNames);
        Assert.Equal(made.Tokenizer.Words, loaded.Tokenizer.Words);
    }

    [Theory]
    [InlineData("text-cnn")]
    [InlineData("text-lstm")]
    public void It_learns_which_words_are_praise(string name)
    {
        Tensor.Seed(3);
        TextClassification made = Made(name);
        TextClassifier network = (TextClassifier)made.Network;
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

    [Theory]
    [InlineData("text-cnn")]
    [InlineData("text-lstm")]
    public void Other_texts_of_a_batch_change_nothing(string network)
    {
        TextClassification made = Made(network);
        TextAnswer alone = made.Classify("good"), beside = made.Classify(["a a a a a a a bad", "good"])[1];
        for (int i = 0; i < 2; i++)
            Assert.Equal(alone.Probabilities[i], beside.Probabilities[i], 1e-6);
        Assert.Empty(made.Classify([]));
    }

    [Theory]
    [InlineData("", "has no words")]
    [InlineData(" \t\n", "has no words")]
    [InlineData("xyzzy plugh", "None of the 2 words of 'xyzzy plugh' is known")]
    [InlineData("u n k n o w n ! good", "None of the 8 words")]
    public void A_text_without_known_words_gets_a_clear_answer(string text, string part) =>
        Assert.Contains(part, Assert.Throws<PipelineException>(() => Made().Classify(text)).Message, StringComparison.Ordinal);

    // Data of a theory has no halves of pairs.
    [Fact]
    public void Half_a_pair_of_surrogates_is_an_unknown_word() => Assert.Contains("None of the 1 words", Assert.Throws<PipelineException>(() => Made().Classify("\uD800")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("network", "\"other\"", "text-cnn or text-lstm")]
    [InlineData("network", "\"text-lstm\"", "'hidden'")]
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
    public void A_damaged_description_is_refused(string key, string value, string part) => Refused("text-cnn", part, (key, value));

    [Theory]
    [InlineData("network", "\"text-cnn\"", "'maps'")]
    [InlineData("hidden", "0", "'hidden'")]
    [InlineData("hidden", "1e9", "'hidden'")]
    [InlineData("hidden", "4", "another network")]
    [InlineData("dimension", "\"6\"", "'dimension'")]
    public void A_damaged_description_of_an_LSTM_is_refused(string key, string value, string part) => Refused("text-lstm", part, (key, value));

    [Theory]
    [InlineData("text-cnn")]
    [InlineData("text-lstm")]
    public void Weights_that_would_fill_the_memory_are_refused(string network) => Refused(network, "another network", ("rows", "1000000"), ("dimension", "4096"));

    [Theory]
    [InlineData("text-cnn", "maps")]
    [InlineData("text-lstm", "hidden")]
    public void Weights_behind_the_words_are_counted_too(string network, string key) => Refused(network, "another network", ("dimension", "4096"), (key, "4096"), ("widths", "[64, 64]"));

    [Fact]
    public void A_network_that_cannot_be_read_again_is_not_written()
    {
        using TemporaryFolder place = new();
        TextClassification made = new(new WordTokenizer(["a"]), new OtherNetwork(), ["x", "y"]);
        Assert.Contains(nameof(OtherNetwork), Assert.Throws<PipelineException>(() => made.Save(place.FullName)).Message, StringComparison.Ordinal);
    }

    sealed class OtherNetwork : TextClassifier
    {
        public override int Words => 3;

        public override int Classes => 2;

        public override Tensor Forward(Tensor x) => Tensor.Zeros([x.Shape[0], 2]);
    }

    static void Refused(string network, string part, params (string Key, string Value)[] changes) => Assert.Contains(part, Damaged.ByValue(Made(network), changes), StringComparison.Ordinal);

    [Fact]
    public void Parts_that_do_not_fit_and_runs_of_another_kind_are_refused()
    {
        Assert.Contains("do not fit", Assert.Throws<PipelineException>(() => new TextClassification(new WordTokenizer(["a", "b"]), new TextCnn(3, 2), ["x", "y"])).Message, StringComparison.Ordinal);
        using TemporaryFolder place = new();
        new NodeClassification(new Gcn(3, 2), ["x", "y"]).Save(place.FullName);
        Assert.Contains("node-classification", Assert.Throws<PipelineException>(() => Pipeline.Load<TextClassification>(place.FullName)).Message, StringComparison.Ordinal);
    }
}
