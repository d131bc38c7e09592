using Lamina.Models.Generative;
using Lamina.NN;

namespace Lamina.Models.Tests.Generative;

/// <summary>The terms of the bound are those of their formulas, computed in double precision one by one or by drawing.</summary>
public sealed class VariationalAutoencoderTests
{
    [Fact]
    public void Parameters_and_shapes_follow_from_the_layers()
    {
        VariationalAutoencoder network = new();
        Assert.Equal((784 * 500) + 500 + (500 * 500) + 500 + (500 * 80) + 80 + (40 * 500) + 500 + (500 * 500) + 500 + (500 * 784) + 784, network.ParameterCount);
        Assert.Equal([3, 784 + 80], network.Forward(Tensor.Zeros([3, 1, 28, 28])).Shape);
        Tensor drawn = network.Sample(5);
        Assert.Equal([5, 784], drawn.Shape);
        Assert.InRange(drawn.Min().ToDouble(), 0, 1);
        Assert.InRange(drawn.Max().ToDouble(), 0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => new VariationalAutoencoder(code: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Sample(0));
    }

    [Fact]
    public void The_divergence_is_that_of_its_formula_and_that_of_draws()
    {
        double[] mean = [0.7, -1.2, 0], logVariance = [0.4, -2, 0];
        double expected = 0;
        for (int i = 0; i < mean.Length; i++)
            expected += 0.5 * ((mean[i] * mean[i]) + Math.Exp(logVariance[i]) - 1 - logVariance[i]);
        Tensor m = Tensor.From<double>(mean, [1, 3]), v = Tensor.From<double>(logVariance, [1, 3]);
        Assert.Equal(expected, VariationalAutoencoder.Divergence(m, v).ToArray<double>()[0], 12);
        Assert.Equal(0, VariationalAutoencoder.Divergence(Tensor.Zeros([1, 4]), Tensor.Zeros([1, 4])).ToArray<float>()[0]);

        // The mean of ln q − ln p over draws from q.
        const int Draws = 400_000;
        Tensor noise = Tensor.Randn([Draws, 3], DType.Float64, new Generator(11));
        double[] z = (m + ((0.5 * v).Exp() * noise)).ToArray<double>();
        double sum = 0, squares = 0;
        for (int row = 0; row < Draws; row++)
        {
            double ratio = 0;
            for (int i = 0; i < 3; i++)
            {
                double at = z[(3 * row) + i];
                ratio += LogNormal(at, mean[i], Math.Exp(logVariance[i])) - LogNormal(at, 0, 1);
            }

            sum += ratio;
            squares += ratio * ratio;
        }

        double deviation = Math.Sqrt(((squares / Draws) - (sum / Draws * (sum / Draws))) / Draws);
        Assert.InRange(sum / Draws, expected - (5 * deviation), expected + (5 * deviation));
        Assert.InRange(deviation, 1e-5, 0.01);
    }

    [Fact]
    public void The_bound_is_reconstruction_and_divergence()
    {
        Tensor.Seed(5);
        VariationalAutoencoder network = new(pixels: 12, hidden: 7, code: 3);
        network.To(DType.Float64);
        network.Eval();
        Tensor x = Tensor.Bernoulli([4, 12], 0.4, DType.Float64, new Generator(3));
        double[] bound = network.NegativeBound(network.Forward(x), x).ToArray<double>();
        (Tensor mean, Tensor logVariance) = network.Encode(x);
        double[] logits = network.Decode(mean).ToArray<double>(), pixels = x.ToArray<double>(), divergence = VariationalAutoencoder.Divergence(mean, logVariance).ToArray<double>();
        for (int row = 0; row < 4; row++)
        {
            double expected = divergence[row];
            for (int i = 0; i < 12; i++)
            {
                double probability = 1 / (1 + Math.Exp(-logits[(12 * row) + i]));
                expected -= pixels[(12 * row) + i] > 0 ? Math.Log(probability) : Math.Log(1 - probability);
            }

            Assert.Equal(expected, bound[row], 10);
        }
    }

    [Fact]
    public void Weights_of_codes_are_the_densities_of_their_formula()
    {
        Tensor.Seed(6);
        VariationalAutoencoder network = new(pixels: 10, hidden: 6, code: 2);
        network.To(DType.Float64);
        network.Eval();
        Tensor x = Tensor.Bernoulli([2, 10], 0.5, DType.Float64, new Generator(3));
        double[] weights = network.LogWeights(x, 4, new Generator(9)).ToArray<double>();
        (Tensor means, Tensor logVariances) = network.Encode(x);

        // The same draws once more.
        Tensor noise = Tensor.Randn([2, 4, 2], DType.Float64, new Generator(9));
        Tensor codes = means.Unsqueeze(1) + ((0.5 * logVariances).Exp().Unsqueeze(1) * noise);
        double[] mean = means.ToArray<double>(), logVariance = logVariances.ToArray<double>(), z = codes.ToArray<double>(), pixels = x.ToArray<double>();
        double[] logits = network.Decode(codes.Reshape(8, 2)).ToArray<double>();
        for (int at = 0; at < 8; at++)
        {
            double expected = 0;
            for (int i = 0; i < 2; i++)
                expected += LogNormal(z[(2 * at) + i], 0, 1) - LogNormal(z[(2 * at) + i], mean[(2 * (at / 4)) + i], Math.Exp(logVariance[(2 * (at / 4)) + i]));
            for (int i = 0; i < 10; i++)
            {
                double probability = 1 / (1 + Math.Exp(-logits[(10 * at) + i]));
                expected += Math.Log(pixels[(10 * (at / 4)) + i] > 0 ? probability : 1 - probability);
            }

            Assert.Equal(expected, weights[at], 9);
        }

        double[] bound = VariationalAutoencoder.ImportanceBound(Tensor.From<double>(weights, [2, 4])).ToArray<double>();
        for (int row = 0; row < 2; row++)
            Assert.Equal(Math.Log(weights.Skip(4 * row).Take(4).Average(Math.Exp)), bound[row], 9);
    }

    // With three pixels and one number of code, ln p(x) is an integral that can be summed: bounds lie below it and come near it.
    [Fact]
    public void Bounds_come_near_the_likelihood_from_below()
    {
        Tensor.Seed(7);
        VariationalAutoencoder network = new(pixels: 3, hidden: 5, code: 1);
        network.To(DType.Float64);
        network.Eval();
        Tensor x = Tensor.From<double>([1, 0, 1], [1, 3]);
        const int Steps = 4001;
        double width = 16.0 / (Steps - 1), likelihood = 0;
        double[] grid = [.. Enumerable.Range(0, Steps).Select(i => -8 + (i * width))];
        double[] logits = network.Decode(Tensor.From<double>(grid, [Steps, 1])).ToArray<double>();
        for (int i = 0; i < Steps; i++)
        {
            double given = Math.Exp(LogNormal(grid[i], 0, 1));
            for (int pixel = 0; pixel < 3; pixel++)
                given *= 1 / (1 + Math.Exp((pixel == 1 ? 1 : -1) * logits[(3 * i) + pixel]));
            likelihood += given * width;
        }

        Tensor weights = network.LogWeights(x, 200_000, new Generator(2));
        double bound = weights.Mean().ToDouble(), importance = VariationalAutoencoder.ImportanceBound(weights).ToArray<double>()[0];
        Assert.True(bound < importance, $"{bound} and {importance}");
        Assert.Equal(Math.Log(likelihood), importance, 0.005);
    }

    [Fact]
    public void A_code_is_drawn_in_training_and_its_mean_is_taken_in_evaluation()
    {
        Tensor.Seed(8);
        VariationalAutoencoder network = new(pixels: 9, hidden: 8, code: 4);
        Tensor x = Tensor.Ones([2, 9]);
        Assert.NotEqual(network.Forward(x).ToArray<float>(), network.Forward(x).ToArray<float>());
        network.Eval();
        Assert.Equal(network.Forward(x).ToArray<float>(), network.Forward(x).ToArray<float>());
    }

    static double LogNormal(double at, double mean, double variance) => -0.5 * (Math.Log(2 * Math.PI * variance) + ((at - mean) * (at - mean) / variance));
}
