using Lamina.Cpu;
using Lamina.Cpu.Random;
using Lamina.Simd;

namespace Lamina.Tests.Ops;

/// <summary>Random ops: the words, the same bits everywhere, and errors.</summary>
[Collection(nameof(Cpu))]
public sealed class RandomTests
{
    static readonly (string Name, Func<Generator, Tensor> Draw)[] Draws =
    [
        ("rand", g => Tensor.Rand([20_001], generator: g)),
        ("rand float64", g => Tensor.Rand([20_001], DType.Float64, g)),
        ("rand float16", g => Tensor.Rand([20_001], DType.Float16, g)),
        ("uniform", g => Tensor.Uniform([3, 6_667], -2, 5, generator: g)),
        ("randn", g => Tensor.Randn([20_001], generator: g)),
        ("randn float64", g => Tensor.Randn([20_001], DType.Float64, g)),
        ("randn bfloat16", g => Tensor.Randn([20_001], DType.BFloat16, g)),
        ("exponential", g => Tensor.Exponential([20_001], 2, generator: g)),
        ("exponential float64", g => Tensor.Exponential([20_001], 2, DType.Float64, g)),
        ("truncated", g => Tensor.TruncatedNormal([5_001], generator: g)),
        ("integers", g => Tensor.RandInt([20_001], -5, 1000, generator: g)),
        ("permutation", g => Tensor.Permutation(20_001, g)),
        ("bernoulli", g => Tensor.Bernoulli([20_001], 0.3, generator: g)),
        ("bernoulli of", g => Tensor.Linspace(0, 1, 20_001).Bernoulli(g)),
        ("multinomial", g => Tensor.Arange(1, 8).To(DType.Float32).Multinomial(5_000, replacement: true, g)),
        ("dropout", g => Tensor.Ones([20_001]).Dropout(0.4, g)),
        ("dropout float64", g => Tensor.Ones([20_001], DType.Float64).Dropout(0.4, g)),
    ];

    [Fact]
    public unsafe void Many_words_are_those_of_single_blocks()
    {
        RandomKey key = new(-77, 3, (1L << 32) - 5);
        uint[] words = new uint[4 * 37];
        fixed (uint* p = words)
            RandomWords.Fill(key, 2, p, 37);
        for (int block = 0; block < 37; block++)
        {
            for (int i = 0; i < 4; i++)
                Assert.Equal(key.Philox.Block(3, (1UL << 32) - 3 + (ulong)block)[i], words[(4 * block) + i]);
        }
    }

    [Fact]
    public void Bits_depend_on_the_key_and_the_place_alone()
    {
        (SimdTier tier, int threads) = (Tier.Current, Workers.Count);
        try
        {
            foreach ((string name, Func<Generator, Tensor> draw) in Draws)
            {
                (Tier.Current, Workers.Count) = (Tier.Widest, 1);
                double[] expected = draw(new Generator(5, 7)).ToArray<double>();
                foreach (SimdTier other in (SimdTier[])[SimdTier.Scalar, SimdTier.Vector128, SimdTier.Vector256])
                {
                    Tier.Current = other < Tier.Widest ? other : Tier.Widest;
                    Assert.True(expected.AsSpan().SequenceEqual(draw(new Generator(5, 7)).ToArray<double>()), $"{name}, {other}");
                }

                (Tier.Current, Workers.Count) = (Tier.Widest, 3);
                Assert.True(expected.AsSpan().SequenceEqual(draw(new Generator(5, 7)).ToArray<double>()), $"{name}, 3 threads");
                Assert.False(expected.AsSpan().SequenceEqual(draw(new Generator(5, 8)).ToArray<double>()), $"{name}, another stream");
                Assert.False(expected.AsSpan().SequenceEqual(draw(new Generator(6, 7)).ToArray<double>()), $"{name}, another seed");
            }
        }
        finally
        {
            (Tier.Current, Workers.Count) = (tier, threads);
        }
    }

    [Fact]
    public void Further_draws_differ_and_a_state_set_back_repeats_them()
    {
        foreach ((string name, Func<Generator, Tensor> draw) in Draws)
        {
            Generator generator = new(1);
            double[] first = draw(generator).ToArray<double>();
            GeneratorState state = generator.State;
            double[] second = draw(generator).ToArray<double>();
            Assert.False(first.AsSpan().SequenceEqual(second), name);
            generator.State = state;
            Assert.True(second.AsSpan().SequenceEqual(draw(generator).ToArray<double>()), name);
        }
    }

    [Fact]
    public void A_longer_draw_begins_like_a_shorter_one()
    {
        float[] whole = Tensor.Randn([1000], generator: new Generator(2)).ToArray<float>();
        float[] part = Tensor.Randn([77], generator: new Generator(2)).ToArray<float>();
        Assert.Equal(whole[..77], part);
    }

    [Fact]
    public void A_renewed_key_gives_what_the_next_call_would()
    {
        Generator replayed = new(9), called = new(9);
        List<KeyDraw> draws = [];
        using (KeyScope.Note(draws))
            Tensor.Rand([10], generator: replayed);
        KeyDraw draw = Assert.Single(draws);
        Tensor.Rand([10], generator: called);
        draw.Renew();
        Tensor again = Lamina.Ops.Dispatch.Run(new Lamina.Ops.Uniform([10], DType.Float32, 0, 1), draw.Key);
        Assert.Equal(Tensor.Rand([10], generator: called).ToArray<float>(), again.ToArray<float>());
    }

    [Fact]
    public void Dropout_drops_the_same_elements_in_the_gradient()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.BFloat16])
        {
            Tensor x = Tensor.Ones([4, 5, 6, 70], dtype).RequireGrad();
            Tensor y = x.Dropout(0.25, new Generator(3));
            Tensor dx = y.Gradients([x], createGraph: false, gradient: Tensor.Ones(y.Shape, dtype))[0];
            double[] values = y.ToArray<double>(), gradients = dx.ToArray<double>();
            Assert.Equal(values, gradients);
            Assert.InRange(values.Count(v => v == 0) / (double)values.Length, 0.23, 0.27);
            Assert.All(values.Where(v => v != 0), v => Assert.Equal(4 / 3.0, v, 0.01));
        }
    }

    [Fact]
    public void Dropout_goes_by_the_logical_place_in_every_format()
    {
        Tensor plain = Tensor.Rand([2, 3, 5, 7], generator: new Generator(1)) + 1;
        Tensor channelsLast = plain.Permute(0, 2, 3, 1).Contiguous().Permute(0, 3, 1, 2);
        Tensor transposed = plain.Permute(3, 2, 1, 0).Contiguous().Permute(3, 2, 1, 0);
        float[] expected = plain.Dropout(0.5, new Generator(2)).ToArray<float>();
        Assert.Equal(expected, channelsLast.Dropout(0.5, new Generator(2)).ToArray<float>());
        Assert.Equal(expected, transposed.Dropout(0.5, new Generator(2)).ToArray<float>());
    }

    [Fact]
    public void Dropout_of_nothing_and_of_everything()
    {
        Tensor x = Tensor.Full([9], 2);
        Assert.Same(x, x.Dropout(0));
        Assert.All(x.Dropout(1).ToArray<float>(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void A_program_without_a_seed_repeats_and_a_seed_changes_it()
    {
        Tensor.Seed(0);
        float[] first = Tensor.Randn([256, 3]).ToArray<float>();
        Tensor.Seed(1);
        float[] other = Tensor.Randn([256, 3]).ToArray<float>();
        Tensor.Seed(0);
        Assert.Equal(first, Tensor.Randn([256, 3]).ToArray<float>());
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        Assert.Contains("[2, 1)", Assert.Throws<NumericException>(() => Tensor.Uniform([2], 2, 1)).Message);
        Assert.Contains("[3, 3)", Assert.Throws<NumericException>(() => Tensor.RandInt([2], 3, 3)).Message);
        Assert.Contains("1.5", Assert.Throws<NumericException>(() => Tensor.Ones([2]).Dropout(1.5)).Message);
        Assert.Contains("int64", Assert.Throws<DTypeException>(() => Tensor.Rand([2], DType.Int64)).Message);
        Assert.Contains("element 1", Assert.Throws<NumericException>(() => Tensor.From(0.5f, -1f).Bernoulli()).Message);
        Assert.Contains("weight 0", Assert.Throws<NumericException>(() => Tensor.From(-1f, 1f).Multinomial(1)).Message);
        Assert.Contains("only 1", Assert.Throws<NumericException>(() => Tensor.From(0f, 1f).Multinomial(2)).Message);
        Assert.Contains("[2]", Assert.Throws<ShapeException>(() => Tensor.From(1f, 1f).Multinomial(3)).Message);
    }
}
