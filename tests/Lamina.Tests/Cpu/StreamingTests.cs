using Lamina.Ops;

namespace Lamina.Tests.Cpu;

/// <summary>Results that go past the caches are those of the same work in smaller parts.</summary>
[Collection("Cpu")]
public class StreamingTests
{
    // 63 MB in float32, with rows that are no whole cache lines.
    const long Rows = 15_001, Length = 1051;

    static void IsSameInParts(Func<Tensor, Tensor> compute)
    {
        Tensor x = Tensor.Randn([Rows, Length], generator: new Generator(1));
        Tensor whole = compute(x);
        for (long first = 0; first < Rows; first += 5_000)
        {
            long end = Math.Min(Rows, first + 5_000);
            Assert.Equal(compute(x.Slice(0, first, end).Contiguous()).ToArray<float>(), whole.Slice(0, first, end).ToArray<float>());
        }
    }

    [Fact]
    public void Elementwise_results_are_the_same() => IsSameInParts(x => (x * 2f).Tanh());

    [Fact]
    public void Operands_of_other_strides_are_the_same() => IsSameInParts(x => x + Tensor.Arange(0, Length));

    [Fact]
    public void Results_of_one_byte_an_element_are_the_same() => Assert.Equal(
        50_331_653, (Tensor.Ones([50_331_653]) > 0).Sum().ToInt64());

    [Fact]
    public void Softmax_is_the_same() => IsSameInParts(x => x.Softmax(1));

    [Fact]
    public void Layer_normalization_is_the_same() => IsSameInParts(x => Dispatch.Run(new LayerNormalization(1e-5), x, Tensor.Ones([Length]), Tensor.Zeros([Length])));
}
