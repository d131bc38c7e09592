using Lamina.Ops;

namespace Lamina.Tests.Cpu;

/// <summary>Results that go past the caches are those of the same work in smaller parts.</summary>
[Collection("Cpu")]
public class StreamingTests
{
    // 63 MB in float32, with rows that are no whole cache lines.
    const long Length = 1051;

    static void IsSameInParts(Func<Tensor, Tensor> compute, long length = Length)
    {
        long rows = 15_766_051 / length;
        Tensor x = Tensor.Randn([rows, length], generator: new Generator(1));
        Tensor whole = compute(x);
        for (long first = 0; first < rows; first += rows / 3)
        {
            long end = Math.Min(rows, first + (rows / 3));
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

    // Rows that are no whole cache lines, and rows that are: an odd number of lines, many, and more than the first cache has for a row.
    [Theory]
    [InlineData(Length)]
    [InlineData(80)]
    [InlineData(1024)]
    [InlineData(2064)]
    public void Softmax_is_the_same(long length) => IsSameInParts(x => x.Softmax(1), length);

    [Theory]
    [InlineData(Length)]
    [InlineData(80)]
    [InlineData(1024)]
    [InlineData(2064)]
    public void Layer_normalization_is_the_same(long length)
    {
        Tensor scale = Tensor.Linspace(-1, 2, length), shift = Tensor.Linspace(3, 1, length);
        IsSameInParts(x => Dispatch.Run(new LayerNormalization(1e-5), x, scale, shift), length);
    }

    [Fact]
    public void A_number_that_is_none_makes_its_row_so()
    {
        Tensor x = Tensor.Zeros([12_800, 1024]);
        x.Select(0, 7).Select(0, 5).Fill<float>([float.NaN]);
        Tensor y = x.Softmax(1);
        Assert.Equal(1024, y.IsNaN().Sum().ToInt64());
        Assert.True(float.IsNaN(y.Select(0, 7).ToArray<float>()[1023]));
        Assert.Equal(1f / 1024, y.Select(0, 8).ToArray<float>()[0]);
    }
}
