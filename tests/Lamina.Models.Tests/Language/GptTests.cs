using Lamina.Models.Language;
using Lamina.NN;

namespace Lamina.Models.Tests.Language;

/// <summary>The language model has the size that follows from its parts, looks back only, and learns.</summary>
public sealed class GptTests
{
    [Fact]
    public void Parameters_are_those_of_the_parts()
    {
        // A block: two norms, attention 4·w² + 4·w, dense layers 8·w² + 5·w.
        static long Size(long vocabulary, long length, long blocks, long w) => ((vocabulary + length) * w) + (blocks * ((12 * w * w) + (13 * w))) + (2 * w);
        Assert.Equal(Size(65, 64, 4, 128), new Gpt(65, 64, 4, 128, 4).ParameterCount);

        // GPT-2 of 124 million.
        Assert.Equal(124_439_808, Size(50257, 1024, 12, 768));
        Assert.Contains("h.1.mlp.c_proj.weight", new Gpt(5, 4, 2, 8, 2).StateDict().Keys);
    }

    [Fact]
    public void A_place_does_not_see_what_follows()
    {
        Tensor.Seed(1);
        Gpt model = new(11, 8, 2, 16, 4);
        float[] a = model.Forward(Tensor.From(new long[] { 1, 2, 3, 4, 5, 6 }).Reshape(1, 6)).ToArray<float>();
        float[] b = model.Forward(Tensor.From(new long[] { 1, 2, 3, 9, 8, 7 }).Reshape(1, 6)).ToArray<float>();
        Assert.Equal(a[..33], b[..33]);
        Assert.NotEqual(a[33..44], b[33..44]);
    }

    [Fact]
    public void It_learns_a_sequence_by_heart()
    {
        Tensor.Seed(2);
        Gpt model = new(6, 8, 1, 24, 2);
        Adam optimizer = new(model.Parameters(), 0.01);
        Tensor x = Tensor.From(new long[] { 0, 1, 2, 0, 3, 4, 0, 5 }).Reshape(1, 8), next = Tensor.From(new long[] { 1, 2, 0, 3, 4, 0, 5, 0 });
        double loss = 0;
        for (int i = 0; i < 150; i++)
        {
            optimizer.ZeroGrad();
            Tensor value = Loss.CrossEntropy(model.Call(x).Reshape(-1, 6), next);
            value.Backward();
            optimizer.Step();
            loss = value.ToDouble();
        }

        // Chance is ln 6 = 1.79; what follows a 0 can only be known from the places before it.
        Assert.True(loss < 0.1, $"{loss}");
    }

    [Fact]
    public void Longer_texts_than_it_knows_are_refused() =>
        Assert.Contains("up to 4", Assert.Throws<ShapeException>(() => new Gpt(5, 4, 1, 8, 2).Forward(Tensor.Zeros([1, 5], DType.Int64))).Message, StringComparison.Ordinal);

    // Places in one step, in two, and one by one: the same logits, as the sums are those of fewer terms at most.
    [Theory]
    [InlineData(12)]
    [InlineData(5, 7)]
    [InlineData(3, 1, 1, 4, 1, 2)]
    [InlineData(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)]
    public void Continued_sequences_have_the_logits_of_whole_ones(params int[] steps)
    {
        Tensor.Seed(3);
        Gpt model = new(20, 12, 3, 24, 3);
        model.Eval();
        Tensor x = Tensor.RandInt([2, 12], 0, 20, generator: new Generator(5)), whole = model.Forward(x);
        TransformerCache cache = new();
        long past = 0;
        foreach (int step in steps)
        {
            Tensor part = model.Forward(x.Slice(1, past, past + step), cache);
            Assert.True(part.AllClose(whole.Slice(1, past, past + step), relative: 1e-4, absolute: 1e-5), $"places from {past} on");
            past += step;
            Assert.Equal(past, cache.Length);
        }

        Assert.Contains("behind 12 places", Assert.Throws<ShapeException>(() => model.Forward(Tensor.Zeros([2, 1], DType.Int64), cache)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_takes_sequences_on_in_another_order()
    {
        Tensor.Seed(4);
        Gpt model = new(20, 12, 2, 16, 2);
        model.Eval();
        Tensor x = Tensor.RandInt([3, 6], 0, 20, generator: new Generator(6)), order = Tensor.From(new long[] { 2, 0, 2, 1 });
        TransformerCache cache = new();
        model.Forward(x.Slice(1, 0, 4), cache);
        cache.Reorder(order);
        Tensor taken = x.IndexSelect(0, order);
        Assert.True(model.Forward(taken.Slice(1, 4, 6), cache).AllClose(model.Forward(taken).Slice(1, 4, 6), relative: 1e-4, absolute: 1e-5));
    }
}
