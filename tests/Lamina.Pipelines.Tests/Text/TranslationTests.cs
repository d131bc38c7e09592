using Lamina.Data.Text;
using Lamina.Models.Translation;
using Lamina.NN;
using Xunit;

namespace Lamina.Pipelines.Tests.Text;

[Collection(nameof(Alone))]
public sealed class TranslationTests
{
    // Three sentences by heart: what comes out is decoded by the whole way, and the end is where it was.
    [Fact]
    public void It_translates_what_its_network_knows()
    {
        (string Source, string Target)[] pairs = [("ein Hund", "a dog"), ("zwei Hunde im Schnee", "two dogs in the snow"), ("ein Kind lacht", "a child is laughing")];
        BytePairTokenizer tokenizer = BytePairTokenizer.Fit(pairs.SelectMany(pair => (string[])[pair.Source, pair.Target]), 270, Translation.Specials);
        Tensor.Seed(1);
        GruTranslator network = new(tokenizer.Count, tokenizer.Count, 16, 24);
        AdamW optimizer = new(network.Parameters(), 0.01);
        for (int i = 0; i < 120; i++)
        {
            foreach ((string source, string target) in pairs)
            {
                long[] ids = Ids(tokenizer, target);
                optimizer.ZeroGrad();
                Tensor logits = network.Call(Row(Ids(tokenizer, source)), Row([Translation.Begin, .. ids]));
                Loss.CrossEntropy(logits.Reshape(-1, tokenizer.Count), Tensor.From([.. ids, (long)Translation.End])).Backward();
                optimizer.Step();
            }
        }

        Translation translator = new(network, tokenizer) { Beams = 3 };
        using TemporaryFolder folder = new();
        translator.Save(folder.FullName);
        Translation loaded = Pipeline.Load<Translation>(folder.FullName);
        Assert.Equal(3, loaded.Beams);
        foreach ((string source, string target) in pairs)
        {
            Assert.Equal(target, translator.Translate(source));
            Assert.Equal(target, loaded.Translate($" {source}\n"));
        }
    }

    [Fact]
    public void What_it_does_not_take_is_said()
    {
        BytePairTokenizer tokenizer = new([], Translation.Specials);
        Translation translator = new(new GruTranslator(tokenizer.Count, tokenizer.Count, 4, 4), tokenizer);
        Assert.Contains("is empty", Assert.Throws<PipelineException>(() => translator.Translate(" \n")).Message, StringComparison.Ordinal);
        Assert.Contains("sentence by sentence", Assert.Throws<PipelineException>(() => translator.Translate(new string('x', 5000))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Translation(new GruTranslator(5, 5, 4, 4), tokenizer));
        Assert.Throws<ArgumentException>(() => new Translation(new GruTranslator(256, 256, 4, 4), new BytePairTokenizer([])));

        // Whatever an untrained network says, it ends.
        Assert.NotNull(translator.Translate("hello"));
    }

    [Theory]
    [InlineData("\"hidden\": 4", "\"hidden\": 5")]
    [InlineData("\"width\": 4", "\"width\": 0")]
    [InlineData("\"beams\": 5", "\"beams\": 1000000")]
    [InlineData("lamina-byte-pair", "other")]
    [InlineData("<begin>", "<start>")]
    [InlineData("\"lengthPenalty\": 1", "\"lengthPenalty\": -1")]
    public void Descriptions_that_make_no_sense_are_refused(string found, string replacement)
    {
        BytePairTokenizer tokenizer = new([], Translation.Specials);
        Assert.Contains("pipeline.json", Damaged.ByText(new Translation(new GruTranslator(tokenizer.Count, tokenizer.Count, 4, 4), tokenizer), (found, replacement)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_another_kind_is_named()
    {
        using TemporaryFolder folder = new();
        BytePairTokenizer tokenizer = new([], Translation.Specials);
        new Translation(new GruTranslator(tokenizer.Count, tokenizer.Count, 4, 4), tokenizer).Save(folder.FullName);
        Assert.Contains("lamina translate", Assert.Throws<PipelineException>(() => Pipeline.Load<TextGeneration>(folder.FullName)).Message, StringComparison.Ordinal);
    }

    static long[] Ids(BytePairTokenizer tokenizer, string text) => [.. tokenizer.Encode(text).Select(token => (long)token.Id)];

    static Tensor Row(long[] ids) => Tensor.From<long>(ids, [1, ids.Length]);
}
