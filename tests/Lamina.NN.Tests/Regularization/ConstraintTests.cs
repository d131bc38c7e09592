using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Regularization;

/// <summary>Constraints by their formulas, and after every update, replayed too.</summary>
[Collection(nameof(Alone))]
public sealed class ConstraintTests
{
    const double Epsilon = 1e-7;

    static readonly double[] Values = [0.5, -1.5, 2, 0.25, -0.75, 0.1];

    static double[] ByNorms(double[] values, int row, Func<double, double> wanted) => [.. values.Chunk(row).SelectMany(part =>
    {
        double norm = Math.Sqrt(part.Sum(w => w * w));
        return part.Select(w => w * (wanted(norm) / (norm + Epsilon)));
    })];

    [Fact]
    public void Values_are_brought_to_their_formulas()
    {
        foreach ((string name, Constraint constraint, Shape shape, double[] expected) in ((string, Constraint, Shape, double[])[])
        [
            ("non-negative", Constraint.NonNegative(), [2, 3], [0.5, 0, 2, 0.25, 0, 0.1]),
            ("largest norm", Constraint.MaxNorm(1), [2, 3], ByNorms(Values, 3, norm => Math.Min(norm, 1))),
            ("picture", Constraint.MaxNorm(1), [2, 1, 3, 1], ByNorms(Values, 3, norm => Math.Min(norm, 1))),
            ("vector", Constraint.MaxNorm(1), [6], ByNorms(Values, 6, norm => Math.Min(norm, 1))),
            ("all axes", Constraint.MaxNorm(1, [0, 1]), [2, 3], ByNorms(Values, 6, norm => Math.Min(norm, 1))),
            ("unit", Constraint.UnitNorm(), [3, 2], ByNorms(Values, 2, _ => 1)),
            ("between", Constraint.MinMaxNorm(0.9, 1.1, 0.25), [2, 3], ByNorms(Values, 3, norm => (0.25 * Math.Clamp(norm, 0.9, 1.1)) + (0.75 * norm))),
        ])
        {
            Tensor values = Tensor.From<double>(Values, shape);
            Comparison.Check(name, expected, constraint.Apply(values).ToArray<double>(), 1e-14);
            Assert.Equal(Values, values.ToArray<double>());
            Assert.Equal(DType.BFloat16, constraint.Apply(values.To(DType.BFloat16)).DType);
        }

        double[] columns = Constraint.UnitNorm([0]).Apply(Tensor.From<double>(Values, [2, 3])).Square().Sum(0).ToArray<double>();
        Assert.All(columns, square => Assert.Equal(1, square, 1e-5));
        Assert.All(Constraint.UnitNorm().Apply(Tensor.Zeros([2, 3])).ToArray<float>(), value => Assert.Equal(0f, value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Constraint.MaxNorm(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Constraint.MinMaxNorm(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Constraint.MinMaxNorm(rate: 0));
    }

    [Fact]
    public void They_hold_after_every_update_whatever_the_optimizer_eager_and_replayed()
    {
        Tensor x = Tensor.Randn([16, 4]), y = Tensor.Randn([16, 3]) * 5;
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in (Func<IEnumerable<Parameter>, Optimizer>[])[p => new Sgd(p, 0.3), p => new Adam(p, 0.3), p => new AdamW(p, 0.3), p => new RmsProp(p, 0.3)])
        {
            float[][] results = [.. ((bool[])[false, true]).Select(captured =>
            {
                Tensor.Seed(2);
                Linear net = new(4, 3);
                net.Weight.Constraint = Constraint.MaxNorm(0.5);
                net.Bias!.Constraint = Constraint.NonNegative();
                Optimizer optimizer = make(net.Parameters());
                Tensor Body(Tensor a, Tensor b)
                {
                    optimizer.ZeroGrad();
                    Tensor loss = Loss.MeanSquaredError(net.Forward(a), b);
                    loss.Backward();
                    optimizer.Step();
                    return loss.Detach();
                }

                Step step = Capture.Step(Body);
                for (int i = 0; i < 6; i++)
                {
                    _ = captured ? step.Run(x, y) : Body(x, y);
                    Assert.All(net.Weight.Value.Norm(2, [1]).ToArray<float>(), norm => Assert.True(norm < 0.5001f, $"{optimizer.GetType().Name}: {norm}"));
                    Assert.All(net.Bias.Value.ToArray<float>(), value => Assert.True(value >= 0));
                }

                Assert.True(net.Weight.Value.Norm(2, [1]).Amax().ToSingle() > 0.499f);
                if (captured)
                    Assert.Null(step.WhyEager);
                return (float[])[.. net.Weight.Value.ToArray<float>(), .. net.Bias.Value.ToArray<float>()];
            })];
            Assert.Equal(results[0], results[1]);
        }
    }

    [Fact]
    public void What_an_update_leaves_alone_stays_as_it_is()
    {
        Linear net = new(2, 2);
        net.Weight.Load(Tensor.From([-1f, 2f], [3f, -4f]));
        net.Weight.Constraint = Constraint.NonNegative();
        net.Weight.Trainable = false;
        Sgd optimizer = new(net.Parameters(), 0.1);
        net.Forward(Tensor.Ones([1, 2])).Sum().Backward();
        optimizer.Step();
        Assert.Equal([-1f, 2f, 3f, -4f], net.Weight.Value.ToArray<float>());
    }
}
