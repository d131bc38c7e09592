using Lamina.Data.Text;
using Lamina.Models.Language;
using Lamina.Pipelines;

namespace Lamina.Cli.Tests;

/// <summary>A language model from the command line: the same text in every form, and one line for what cannot be.</summary>
public sealed class GenerateTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public GenerateTests()
    {
        CharacterTokenizer tokenizer = CharacterTokenizer.Fit("abc\n\u001B");
        new TextGeneration(new Gpt(tokenizer.Count, 8, 1, 8, 2), tokenizer).Save(_lamina.At("run"));
    }

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void A_text_goes_on_as_the_pipeline_says()
    {
        Sampling sampling = new() { Temperature = 0.7, TopK = 3, TopP = 0.95 };
        string expected = Pipeline.Load<TextGeneration>(_lamina.At("run")).Generate("abc", 25, sampling, seed: 3);
        string[] asked = ["generate", "run", "--prompt", "abc", "--count", "25", "--temperature", "0.7", "--top-k", "3", "--top-p", "0.95", "--seed", "3"];
        Assert.Equal(expected, _lamina.Json(asked).GetProperty("text").GetString());
        (int exit, string whole, string errors) = _lamina.Run(asked);
        Assert.True(exit == 0, errors);
        Assert.Equal("abc" + expected.Replace('\u001B', '\uFFFD') + Environment.NewLine, whole);
        Assert.Equal(whole, _lamina.Run([.. asked, "--stream"]).Output);
        Assert.DoesNotContain('\u001B', whole);
    }

    [Fact]
    public void What_cannot_be_is_said_in_one_line()
    {
        Assert.Contains("'ß' (U+00DF) at place 1", _lamina.Mistake("generate", "run", "--prompt", "aß"), StringComparison.Ordinal);
        Assert.Contains("is empty", _lamina.Mistake("generate", "run", "--prompt", ""), StringComparison.Ordinal);
        Assert.Contains("--count is a number from 1", _lamina.Mistake("generate", "run", "--count", "0"), StringComparison.Ordinal);
        Assert.Contains("temperature is 0", _lamina.Mistake("generate", "run", "--temperature", "-1"), StringComparison.Ordinal);
        Assert.Contains("share of the probability", _lamina.Mistake("generate", "run", "--top-p", "2"), StringComparison.Ordinal);
        Directory.CreateDirectory(_lamina.At("empty"));
        Assert.Contains("has no pipeline.json", _lamina.Mistake("generate", "empty"), StringComparison.Ordinal);
        File.WriteAllText(_lamina.At("run", "pipeline.json"), "{");
        Assert.Contains("is damaged", _lamina.Mistake("generate", "run"), StringComparison.Ordinal);
    }
}
