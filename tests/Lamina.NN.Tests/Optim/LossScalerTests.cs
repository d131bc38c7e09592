using Xunit;

namespace Lamina.NN.Tests.Optim;

public sealed class LossScalerTests
{
    [Fact]
    public void The_factor_grows_after_good_steps_and_falls_after_bad_ones_which_change_nothing()
    {
        foreach (Func<Parameter[], Optimizer> make in (Func<Parameter[], Optimizer>[])[p => new Adam(p, 0.1), p => new Lamb(p, 0.1), p => new Lookahead(new Sgd(p, 0.1, momentum: 0.9), steps: 2)])
        {
            Parameter weight = new(Tensor.From(1f, -2f)), plain = new(Tensor.From(1f, -2f));
            Optimizer optimizer = make([weight]), other = make([plain]);
            LossScaler scaler = new(initialFactor: 8, interval: 2);
            List<double> factors = [];
            for (int i = 0; i < 6; i++)
            {
                bool isBad = i is 2 or 5;
                optimizer.ZeroGrad();
                other.ZeroGrad();
                scaler.Scale((weight.Value.Square() * (isBad ? float.PositiveInfinity : 1)).Sum()).Backward();
                scaler.Step(optimizer);
                scaler.Update();
                factors.Add(scaler.Factor);
                if (!isBad)
                {
                    plain.Value.Square().Sum().Backward();
                    other.Step();
                }

                Assert.Equal(plain.Value.ToArray<float>(), weight.Value.ToArray<float>());
            }

            Assert.Equal([8, 16, 8, 8, 16, 8], factors);
            Assert.Equal(4, optimizer.StateDict()["state.0.step"].ToInt64());
        }
    }

    [Fact]
    public void Captured_scaling_is_the_eager_one_to_the_bit()
    {
        foreach (Func<IEnumerable<Parameter>, Optimizer> make in (Func<IEnumerable<Parameter>, Optimizer>[])[p => new Adam(p, 0.01), p => new Lars(p), p => new Muon(p)])
        {
            foreach (DType dtype in (DType[])[DType.Float32, DType.Float16])
            {
                (Func<Tensor, Tensor> eager, Linear first, LossScaler one) = Trainer(make, dtype);
                (Func<Tensor, Tensor> body, Linear second, LossScaler two) = Trainer(make, dtype);
                Step step = Capture.Step(body);
                for (int i = 0; i < 9; i++)
                {
                    // The fifth batch overflows.
                    Tensor x = (Tensor.Randn([6, 4], generator: new Generator(i)) * (i == 4 ? double.PositiveInfinity : 1)).To(dtype);
                    Assert.Equal(eager(x).ToDouble(), step.Run(x).ToDouble());
                    Assert.Equal(one.Factor, two.Factor);
                }

                Assert.Null(step.WhyEager);
                Assert.True(first.Weight.Value.IsFinite().All().ToBoolean());
                Assert.Equal(first.Weight.Value.ToArray<double>(), second.Weight.Value.ToArray<double>());
            }
        }
    }

    [Fact]
    public void Misuse_is_refused_and_the_state_goes_over()
    {
        Parameter weight = new(Tensor.Ones([2]));
        Sgd optimizer = new([weight]);
        LossScaler scaler = new(interval: 3), other = new();
        Assert.Throws<InvalidOperationException>(scaler.Update);
        weight.Grad = Tensor.Ones([2]);
        scaler.Unscale(optimizer);
        Assert.Throws<InvalidOperationException>(() => scaler.Unscale(optimizer));
        scaler.Step(optimizer);
        scaler.Update();
        other.LoadStateDict(scaler.StateDict());
        Assert.Equal((65536, 1), (other.Factor, other.StateDict()["_growth_tracker"].ToInt64()));
        Assert.Throws<StateDictException>(() => other.LoadStateDict(new Dictionary<string, Tensor>()));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LossScaler(backoff: 2));
    }

    static (Func<Tensor, Tensor> Body, Linear Layer, LossScaler Scaler) Trainer(Func<IEnumerable<Parameter>, Optimizer> make, DType dtype)
    {
        Linear layer = new(4, 3);
        Generator generator = new(1);
        foreach (Parameter parameter in layer.Parameters())
            parameter.Load(Tensor.Randn(parameter.Shape, generator: generator));
        layer.To(dtype);
        Optimizer optimizer = make(layer.Parameters());
        LossScaler scaler = new(initialFactor: 1024, interval: 2);
        return (x =>
        {
            optimizer.ZeroGrad();
            Tensor loss = layer.Forward(x).To(DType.Float32).Square().Mean();
            scaler.Scale(loss).Backward();
            scaler.Unscale(optimizer);
            Clip.GradientNorm(layer.Parameters(), 1);
            scaler.Step(optimizer);
            scaler.Update();
            return loss.Detach();
        }, layer, scaler);
    }
}
