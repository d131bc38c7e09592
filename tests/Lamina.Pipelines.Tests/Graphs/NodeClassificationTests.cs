using Lamina.Models.Graphs;
using Xunit;

namespace Lamina.Pipelines.Tests.Graphs;

/// <summary>A pipeline of graphs answers the same when it is loaded, and says what is wrong with a graph or a file.</summary>
public sealed class NodeClassificationTests
{
    static readonly Tensor Links = Tensor.From([[0L, 1], [1, 0]]);

    [Fact]
    public void It_answers_the_same_when_it_is_loaded_whatever_rows_sum_to()
    {
        using TemporaryFolder place = new();
        NodeClassification made = new(new Gcn(3, 2, hidden: 4), ["x", "y"]);
        made.Save(place.FullName);
        NodeClassification loaded = Pipeline.Load<NodeClassification>(place.FullName);
        IReadOnlyList<Answer> expected = made.Classify(Tensor.From([[1f, 0, 1], [0, 2, 0], [0, 0, 0]]), Links), found = loaded.Classify(Tensor.From([[3f, 0, 3], [0, 1, 0], [0, 0, 0]]), Links);
        Assert.Equal(3, found.Count);
        for (int node = 0; node < 3; node++)
            Assert.Equal(expected[node].Probabilities, found[node].Probabilities);

        // A node without features and links has nothing to go by.
        Assert.Equal([0.5f, 0.5f], found[2].Probabilities);
        Assert.NotEqual([0.5f, 0.5f], found[0].Probabilities);
    }

    [Fact]
    public void Features_of_another_width_and_links_that_lead_nowhere_are_refused()
    {
        NodeClassification made = new(new Gcn(3, 2), ["x", "y"]);
        Assert.Contains("3 features", Assert.Throws<PipelineException>(() => made.Classify(Tensor.Zeros([2, 4]), Links)).Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => made.Classify(Tensor.Zeros([1, 3]), Links));
        Assert.Contains("one for each", Assert.Throws<PipelineException>(() => new NodeClassification(new Gcn(3, 2), ["x"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("features", "0", "'features'")]
    [InlineData("hidden", "100000", "'hidden'")]
    [InlineData("classes", "[]", "'classes'")]
    [InlineData("hidden", "5", "another network")]
    public void A_damaged_description_is_refused(string key, string value, string part) =>
        Assert.Contains(part, Damaged.ByValue(new NodeClassification(new Gcn(3, 2), ["x", "y"]), (key, value)), StringComparison.Ordinal);
}
