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
}
