using Lamina.NN;
using Xunit;

namespace Lamina.Explain.Tests;

public sealed class IntegratedGradientsTests
{
    // Of a product the integral is known: for F = x·y from 0, each factor contributes xy/2; for a linear map it is weight times value.
    [Fact]
    public void A_product_and_a_sum_have_their_known_contributions()
    {
        Tensor input = Tensor.From<float>([3, 4, -2, 5], [2, 2]);
        Attribution found = IntegratedGradients.Of(new Product(), input);
        Assert.Equal([6, 6, -5, -5], found.Values.ToArray<float>().Select(value => Math.Round(value, 4)));
        Assert.Equal([12, -10], found.Output);
        Assert.Equal([0, 0], found.BaselineOutput);

        Linear linear = new(3, 2);
        Tensor x = Tensor.Randn([4, 3]), baseline = Tensor.Randn([1, 3]);
        float[] expected = ((x - baseline) * linear.Weight.Value.Select(0, 1)).ToArray<float>();
        float[] values = IntegratedGradients.Of(linear, x, baseline, output: 1).Values.ToArray<float>();
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], 1e-5f);
    }

    [Fact]
    public void Contributions_sum_to_the_difference_of_the_outputs_within_one_percent()
    {
        Sequential network = new(new Linear(9, 64), new Relu(), new Dropout(0.5), new Linear(64, 64), new Relu(), new Linear(64, 1));
        Attribution found = IntegratedGradients.Of(network, Tensor.Randn([200, 9]), tolerance: 0.01);
        double[] sums = found.Values.To(DType.Float64).Sum(1).ToArray<double>(), sizes = found.Values.To(DType.Float64).Abs().Sum(1).ToArray<double>();
        for (int sample = 0; sample < sums.Length; sample++)
        {
            double difference = found.Output[sample] - found.BaselineOutput[sample];
            Assert.Equal(difference, sums[sample], 0.01 * Math.Max(Math.Abs(difference), 0.01 * sizes[sample]));
            Assert.Equal(sums[sample] - difference, found.Gap[sample], 1e-9);
        }

        Assert.All(network.Modules(), part => Assert.True(part.IsTraining));
    }

    [Fact]
    public void What_does_not_fit_is_said()
    {
        Linear linear = new(3, 2);
        Assert.Contains("Output 2", Assert.Throws<ShapeException>(() => IntegratedGradients.Of(linear, Tensor.Zeros([4, 3]), output: 2)).Message, StringComparison.Ordinal);
        Assert.Contains("floats", Assert.Throws<DTypeException>(() => IntegratedGradients.Of(linear, Tensor.Zeros([4, 3], DType.Int64))).Message, StringComparison.Ordinal);
    }

    sealed class Product : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => x.Select(1, 0) * x.Select(1, 1);
    }
}
