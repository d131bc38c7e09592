using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Bags of vectors against PyTorch; the bound on norms.</summary>
public sealed class EmbeddingTests
{
    [Fact]
    public void Bags_agree_with_PyTorch()
    {
        Assert.Equal(14, LayerGoldens.OfKind("EmbeddingBag").Count());
        foreach (Golden golden in LayerGoldens.OfKind("EmbeddingBag"))
        {
            Tensor? offsets = golden.Has("arg.offsets") ? golden["arg.offsets"] : null;
            LayerCase.Check(
                "EmbeddingBag",
                a => new EmbeddingBag(
                    a.Long("num_embeddings"), a.Long("embedding_dim"), Enum.Parse<BagMode>(a.Text("mode", "mean"), ignoreCase: true), a.Has("padding_idx") ? a.Long("padding_idx") : null,
                    includeLastOffset: a.Bool("include_last_offset", false)),
                (module, x) => [((EmbeddingBag)module).Forward(x[0], offsets, x.Count > 1 ? x[1] : null)],
                wanted => wanted.Name == golden.Name);
        }
    }

    [Fact]
    public void What_is_looked_up_is_scaled_to_the_largest_norm_in_the_table()
    {
        Tensor table = Tensor.From([[3f, 4f], [0.3f, 0.4f], [6f, 8f]]);
        Embedding embedding = new(3, 2, maxNorm: 2);
        embedding.Weight.Load(table);
        Tensor y = embedding.Forward(Tensor.From(0L, 1L, 0L));
        Assert.Equal([1.2f, 1.6f, 0.3f, 0.4f, 1.2f, 1.6f], y.ToArray<float>().Select(value => MathF.Round(value, 5)));
        Assert.Equal([1.2f, 1.6f, 0.3f, 0.4f, 6f, 8f], embedding.Weight.Value.ToArray<float>().Select(value => MathF.Round(value, 5)));
        y.Sum().Backward();
        Assert.Equal([2f, 2f, 1f, 1f, 0f, 0f], embedding.Weight.Grad!.ToArray<float>());

        EmbeddingBag bag = new(3, 2, BagMode.Sum, maxNorm: 7, normType: 1);
        bag.Weight.Load(table);
        Assert.Equal([6f, 8f], bag.Forward(Tensor.From([[0L, 0L]])).ToArray<float>().Select(value => MathF.Round(value, 5)));
        Assert.Equal([6f, 8f], bag.Weight.Value.Select(0, 2).ToArray<float>());
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        EmbeddingBag bag = new(5, 2);
        Assert.Throws<DTypeException>(() => bag.Forward(Tensor.Zeros([2, 3])));
        Assert.Contains("without offsets", Assert.Throws<ShapeException>(() => bag.Forward(Tensor.From(1L, 2L))).Message, StringComparison.Ordinal);
        Assert.Contains("BagMode.Sum", Assert.Throws<ShapeException>(() => bag.Forward(Tensor.From([[1L, 2L]]), null, Tensor.Ones([1, 2]))).Message, StringComparison.Ordinal);
        Assert.Throws<IndexException>(() => bag.Forward(Tensor.From([[1L, 5L]])));
        Assert.Throws<IndexException>(() => new EmbeddingBag(5, 2, paddingIndex: 5));
        Assert.Throws<NumericException>(() => new Embedding(5, 2, maxNorm: 0));
        Assert.Throws<NumericException>(() => new EmbeddingBag(5, 2, maxNorm: 1, normType: -1));
    }
}
