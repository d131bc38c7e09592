using Lamina.TestKit;
using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Regularization;

/// <summary>Penalties by their formulas, and their sum over a network.</summary>
[Collection(nameof(Alone))]
public sealed class RegularizerTests
{
    static readonly double[] Values = [0.5, -1.5, 2, 0.25, -0.75, 1];

    static double Orthogonal(double[][] vectors)
    {
        double sum = 0;
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = i + 1; j < vectors.Length; j++)
                sum += Math.Abs(vectors[i].Zip(vectors[j], (a, b) => a * b).Sum() / Math.Sqrt(vectors[i].Sum(a => a * a) * vectors[j].Sum(b => b * b)));
        }

        return sum / (vectors.Length * (vectors.Length - 1) / 2);
    }

    static readonly (string Name, Regularizer Penalty, double Expected)[] Cases =
    [
        ("L1", Regularizer.L1(0.1), 0.1 * Values.Sum(Math.Abs)),
        ("L2", Regularizer.L2(0.1), 0.1 * Values.Sum(w => w * w)),
        ("L1L2", Regularizer.L1L2(0.1, 0.2), (0.1 * Values.Sum(Math.Abs)) + (0.2 * Values.Sum(w => w * w))),
        ("nothing", Regularizer.L1L2(), 0),
        ("rows", Regularizer.Orthogonal(0.3), 0.3 * Orthogonal([Values[..3], Values[3..]])),
        ("columns", Regularizer.Orthogonal(0.3, OrthogonalMode.Columns), 0.3 * Orthogonal([[Values[0], Values[3]], [Values[1], Values[4]], [Values[2], Values[5]]])),
    ];

    [Fact]
    public void Penalties_are_their_formulas_in_value_and_gradient()
    {
        foreach ((string name, Regularizer penalty, double expected) in Cases)
        {
            foreach ((DType dtype, double tolerance) in ((DType, double)[])[(DType.Float64, 1e-14), (DType.Float32, 1e-6), (DType.BFloat16, 1e-2)])
            {
                Tensor value = penalty.Penalty(Tensor.From<double>(Values, [2, 3]).To(dtype));
                Assert.Equal(0, value.Rank);
                Assert.True(Math.Abs(value.ToDouble() - expected) <= tolerance * (1 + expected), $"{name} {dtype}: {value.ToDouble()} for {expected}");
            }

            GradCheck.First(name, x => penalty.Penalty(x[0]), [Tensor.From<double>(Values, [2, 3]).RequireGrad()]);
        }

        Assert.Equal(0, Regularizer.Orthogonal().Penalty(Tensor.Eye(3)).ToDouble());
        Assert.Equal(0, Regularizer.Orthogonal().Penalty(Tensor.Ones([1, 3])).ToDouble());
        Assert.Equal(Regularizer.L2(0.1), Regularizer.L1L2(l2: 0.1));
        Assert.Throws<ShapeException>(() => Regularizer.Orthogonal().Penalty(Tensor.Ones([3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regularizer.L1(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regularizer.L2(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Regularizer.Orthogonal(-1));
    }

    [Fact]
    public void A_network_adds_them_up_each_parameter_once_and_frozen_ones_not_at_all()
    {
        Linear first = new(3, 4), second = new(4, 2);
        Sequential net = new(first, second, first);
        Assert.Equal(0, net.Penalty().ToDouble());
        first.Weight.Regularizer = Regularizer.L2(0.1);
        second.Bias!.Regularizer = Regularizer.L1(0.2);
        double expected = (0.1 * first.Weight.Value.ToArray<double>().Sum(w => w * w)) + (0.2 * second.Bias.Value.ToArray<double>().Sum(Math.Abs));
        Assert.Equal(expected, net.Penalty().ToDouble(), 1e-6);
        net.Penalty().Backward();
        Comparison.Check("gradient", [.. first.Weight.Value.ToArray<double>().Select(w => 0.2 * w)], first.Weight.Grad!.ToArray<double>(), 1e-6);
        second.Bias.Trainable = false;
        Assert.Equal(0.1 * first.Weight.Value.ToArray<double>().Sum(w => w * w), net.Penalty().ToDouble(), 1e-6);
    }

    [Fact]
    public void The_penalty_of_outputs_is_that_of_the_last_forward_in_training()
    {
        ActivityRegularization layer = new(Regularizer.L1L2(0.1, 0.2));
        Sequential net = new(new Linear(3, 5), layer, new Relu());
        Tensor x = Tensor.Randn([4, 3]), y = net[0].Forward(x);
        Assert.Equal(0, net.Penalty().ToDouble());
        net.Forward(Tensor.Randn([9, 3]));
        net.Forward(x);
        double[] outputs = y.ToArray<double>();
        double expected = ((0.1 * outputs.Sum(Math.Abs)) + (0.2 * outputs.Sum(v => v * v))) / 4;
        Assert.Equal(expected, net.Penalty().ToDouble(), 1e-6);
        net.Penalty().Backward();
        Assert.NotEqual(0, ((Linear)net[0]).Weight.Grad!.Abs().Sum().ToDouble());
        net.Eval();
        net.Forward(x);
        Assert.Equal(0, net.Penalty().ToDouble());
        Assert.Equal(x.ToArray<float>(), new ActivityRegularization().Forward(x).ToArray<float>());
    }

    // λ·Σw² without a half: PyTorch's decay adds d·w to the gradient, so d = 2λ.
    [Fact]
    public void L2_is_weight_decay_of_twice_its_factor()
    {
        Tensor x = Tensor.Randn([8, 3], DType.Float64), y = Tensor.Randn([8, 2], DType.Float64);
        double[][] weights = [.. ((bool[])[true, false]).Select(penalized =>
        {
            Tensor.Seed(5);
            Linear net = new(3, 2);
            net.To(DType.Float64);
            if (penalized)
                net.Weight.Regularizer = net.Bias!.Regularizer = Regularizer.L2(0.05);
            Sgd optimizer = new(net.Parameters(), 0.1, weightDecay: penalized ? 0 : 0.1);
            for (int step = 0; step < 10; step++)
            {
                optimizer.ZeroGrad();
                (Loss.MeanSquaredError(net.Forward(x), y) + net.Penalty()).Backward();
                optimizer.Step();
            }

            return net.Weight.Value.ToArray<double>();
        })];
        Comparison.Check("weights", weights[1], weights[0], 1e-12);
    }
}
