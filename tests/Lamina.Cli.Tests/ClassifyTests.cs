using System.Text.Json;
using Lamina.Data.Text;
using Lamina.Models.Graphs;
using Lamina.Models.Text;
using Lamina.Pipelines;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina classify</c> gives the probability of each class, and one line for what has no answer.</summary>
public sealed class ClassifyTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Texts_get_the_probability_of_each_class()
    {
        TextClassification pipeline = Saved();
        JsonElement[] found = [.. _lamina.Json("classify", "run", "A good film", "bad, bad!").EnumerateArray()];
        Assert.Equal(["A good film", "bad, bad!"], found.Select(each => each.GetProperty("text").GetString()));
        for (int i = 0; i < 2; i++)
        {
            TextAnswer expected = pipeline.Classify(["A good film", "bad, bad!"])[i];
            Assert.Equal(expected.Class, found[i].GetProperty("class").GetString());
            Assert.Equal(expected.Probability, found[i].GetProperty("probability").GetDouble(), 1e-5);
            Assert.Equal(1, found[i].GetProperty("probabilities").EnumerateObject().Sum(each => each.Value.GetDouble()), 1e-5);
        }

        Assert.Equal([",", "!"], found[1].GetProperty("unknown").EnumerateArray().Select(word => word.GetString()));
        (int exit, string output, _) = _lamina.Run("classify", "run", "bad, bad!");
        Assert.Equal(0, exit);
        Assert.Contains("negative ", output, StringComparison.Ordinal);
        Assert.Contains("positive ", output, StringComparison.Ordinal);
        Assert.Contains("not known: , !", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_answer_gets_one_line()
    {
        Saved();
        new NodeClassification(new Gcn(3, 2), ["x", "y"]).Save(_lamina.At("graph"));
        Directory.CreateDirectory(_lamina.At("empty"));
        (string[] Arguments, string Part)[] mistakes =
        [
            (["classify", "run"], "`lamina classify` needs a TEXT"),
            (["classify", "run", ""], "has no words"),
            (["classify", "run", " \t"], "has no words"),
            (["classify", "run", "xyzzy"], "None of the 1 words of 'xyzzy' is known"),
            (["classify", "absent", "good"], "pipeline.json"),
            (["classify", "empty", "good"], "pipeline.json"),
            (["classify", "graph", "good"], "node-classification"),
        ];
        foreach ((string[] arguments, string part) in mistakes)
            Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
        File.WriteAllText(_lamina.At("run", "pipeline.json"), "{\"kind\": \"text-classification\"}");
        Assert.Contains("'rows'", _lamina.Mistake("classify", "run", "good"), StringComparison.Ordinal);
    }

    TextClassification Saved()
    {
        TextClassification pipeline = new(new WordTokenizer(["a", "good", "bad", "film"]), new TextCnn(6, 2, dimension: 4, maps: 2), ["negative", "positive"]);
        pipeline.Save(_lamina.At("run"));
        return pipeline;
    }
}
