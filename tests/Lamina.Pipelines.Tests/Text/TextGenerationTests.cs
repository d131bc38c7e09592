using Lamina.Data;
using Lamina.Data.Text;
using Lamina.Models.Language;
using Xunit;

namespace Lamina.Pipelines.Tests.Text;

[Collection(nameof(Alone))]
public sealed class TextGenerationTests
{
    const int Length = 12;

    // Against the network without a cache, on the text as the pipeline says that it is seen.
    [Fact]
    public void The_text_is_that_of_the_network_without_a_cache()
    {
        (TextGeneration pipeline, Gpt network) = Small();
        const string Prompt = "abcab";
        string made = pipeline.Generate(Prompt, 30, Sampling.Greedy), text = Prompt;
        int first = 0;
        for (int i = 0; i < 30; i++)
        {
            if (text.Length - first > Length)
                first = text.Length - (Length / 2);
            long[] ids = [.. pipeline.Tokenizer.Encode(text[first..]).Select(token => (long)token.Id)];
            float[] logits = network.Forward(Tensor.From<long>(ids, [1, ids.Length])).Select(1, ids.Length - 1).ToArray<float>();
            text += pipeline.Tokenizer.Decode([Array.IndexOf(logits, logits.Max())]);
        }

        Assert.Equal(text, Prompt + made);
    }

    [Fact]
    public void A_long_text_is_seen_by_its_end()
    {
        (TextGeneration pipeline, _) = Small();
        Assert.Equal(pipeline.Generate("abcdefghabcd", 9, Sampling.Greedy), pipeline.Generate("hgfedc\nabcdefghabcd", 9, Sampling.Greedy));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_text_in_any_form()
    {
        (TextGeneration pipeline, _) = Small();
        string text = pipeline.Generate("a", 40, seed: 5);
        Assert.Equal(40, text.Length);
        Assert.Equal(text, string.Concat(pipeline.Stream("a", 40, seed: 5)));
        Assert.NotEqual(text, pipeline.Generate("a", 40, seed: 6));
        List<string> later = [];
        await foreach (string piece in pipeline.StreamAsync("a", 40, seed: 5, cancellationToken: TestContext.Current.CancellationToken))
            later.Add(piece);
        Assert.Equal(text, string.Concat(later));

        // It stops where nobody asks on.
        Assert.Equal(text[..3], string.Concat(pipeline.Stream("a", int.MaxValue, seed: 5).Take(3)));
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (string piece in pipeline.StreamAsync("a", int.MaxValue, cancellationToken: stop.Token))
                stop.Cancel();
        });
    }

    [Fact]
    public void A_saved_pipeline_writes_the_same()
    {
        (TextGeneration pipeline, _) = Small();
        using TemporaryFolder folder = new();
        pipeline.Save(folder.FullName);
        TextGeneration loaded = Pipeline.Load<TextGeneration>(folder.FullName);
        Assert.Equal(pipeline.Generate("bad", 50, seed: 2), loaded.Generate("bad", 50, seed: 2));
    }

    [Fact]
    public void What_it_does_not_take_is_said()
    {
        (TextGeneration pipeline, _) = Small();
        Assert.Contains("'ß' (U+00DF) at place 1", Assert.Throws<DataFormatException>(() => pipeline.Stream("aß", 1)).Message, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => pipeline.StreamAsync("aß", 1));
        Assert.Throws<PipelineException>(() => pipeline.Stream("", 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => pipeline.Stream("a", -1));
        Assert.Throws<ArgumentException>(() => new TextGeneration(new Gpt(5, 4, 1, 8, 2), CharacterTokenizer.Fit("ab")));
    }

    [Theory]
    [InlineData("\"width\": 16", "\"width\": 65536")]
    [InlineData("\"heads\": 2", "\"heads\": 3")]
    [InlineData("\"length\": 12", "\"length\": 0")]
    [InlineData("\"length\": 12", "\"length\": 13")]
    [InlineData("\"blocks\": 2", "\"blocks\": 1")]
    [InlineData("\"a\",", "\"b\",")]
    [InlineData("\"a\",", "\"ab\",")]
    [InlineData("\"a\",", "")]
    public void Descriptions_that_make_no_sense_are_refused(string found, string replacement) =>
        Assert.Contains("pipeline.json", Damaged.ByText(Small().Pipeline, (found, replacement)), StringComparison.Ordinal);

    static (TextGeneration Pipeline, Gpt Network) Small()
    {
        Tensor.Seed(1);
        CharacterTokenizer tokenizer = CharacterTokenizer.Fit("abcdefgh\n");
        Gpt network = new(tokenizer.Count, Length, 2, 16, 2);

        // Weights as they begin hardly tell one token from another.
        using GradientScope off = Gradients.Off();
        foreach (NN.Parameter parameter in network.Parameters())
            parameter.Value.MultiplyInPlace(8);
        return (new TextGeneration(network, tokenizer), network);
    }
}
