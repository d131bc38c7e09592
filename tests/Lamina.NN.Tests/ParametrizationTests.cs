using Lamina.TestKit.Goldens;
using Lamina.TestKit.LayerCases;
using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Weights that are computed from others.</summary>
public sealed class ParametrizationTests
{
    static Module<Tensor, Tensor> Layer(GoldenArgs a) => a.Text("layer", "") switch
    {
        "Linear" => new Linear(a.Long("in_features"), a.Long("out_features")),
        "Conv2d" => new Conv2d(a.Int("in_channels"), a.Int("out_channels"), a.Int("kernel_size")),
        _ => new ConvTranspose2d(a.Int("in_channels"), a.Int("out_channels"), a.Int("kernel_size")),
    };

    [Fact]
    public void WeightNorm_is_that_of_PyTorch() => LayerCase.Check("weight_norm", a =>
    {
        Module<Tensor, Tensor> layer = Layer(a);
        WeightNorm.Apply(layer, "weight", (int?)a.Optional("dim", 0));
        return layer;
    });

    [Fact]
    public void SpectralNorm_is_that_of_PyTorch() => LayerCase.Check("spectral_norm", a =>
    {
        Module<Tensor, Tensor> layer = Layer(a);
        SpectralNorm.Apply(layer, iterations: a.Int("n_power_iterations", 1));
        return layer;
    });

    [Fact]
    public void The_value_stays_when_a_norm_of_weights_is_put_on_and_taken_off()
    {
        Sequential net = new(new Linear(5, 4), new Relu(), new Linear(4, 3));
        Tensor x = Tensor.Randn([6, 5]);
        float[] before = net.Forward(x).ToArray<float>();
        WeightNorm.Apply(net, "2.weight");
        Assert.Equal(["0.weight", "0.bias", "2.bias", "2.weight_g", "2.weight_v"], net.StateDict().Keys);
        Assert.Equal([3, 1], net.StateDict()["2.weight_g"].Shape);
        Close(before, net.Forward(x).ToArray<float>());
        Assert.Equal([3, 4], ((Linear)net[2]).Weight.Shape);
        Assert.Equal(5 * 4 + 4 + 3 + 3 + (3 * 4), net.ParameterCount);

        // New values are taken apart into lengths and directions.
        Tensor other = Tensor.Randn([3, 4]);
        ((Linear)net[2]).Weight.Load(other);
        Close(other.ToArray<float>(), ((Linear)net[2]).Weight.Value.ToArray<float>());

        Parametrization.Remove(net, "2.weight");
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], net.StateDict().Keys);
        Close(other.ToArray<float>(), net.StateDict()["2.weight"].ToArray<float>());
        net.Forward(x).Sum().Backward();
        Assert.NotNull(((Linear)net[2]).Weight.Grad);

        Assert.Contains("has no parameter 'kernel'", Assert.Throws<ModuleException>(() => WeightNorm.Apply(net, "kernel")).Message, StringComparison.Ordinal);
        Assert.Throws<ModuleException>(() => Parametrization.Remove(net, "2.weight"));
        WeightNorm.Apply(net, "2.weight");
        Assert.Throws<ModuleException>(() => WeightNorm.Apply(net, "2.weight"));
        Assert.Throws<ShapeException>(() => SpectralNorm.Apply(net, "0.bias"));
    }

    static void Close(float[] expected, float[] found) => Assert.Equal(expected, found, (a, b) => Math.Abs(a - b) < 1e-6);

    [Fact]
    public void One_forward_in_training_makes_one_step_of_the_estimate_and_evaluation_none()
    {
        Linear layer = new(3, 2, bias: false);
        layer.To(DType.Float64);
        double[,] w = { { 1, 2, 3 }, { -1, 0.5, 2 } };
        layer.Weight.Load(Tensor.From(1.0, 2, 3, -1, 0.5, 2).Reshape(2, 3));
        SpectralNorm.Apply(layer);
        double[] u = layer.StateDict()["weight_u"].ToArray<double>(), v = new double[3];
        Assert.Equal(1, u.Sum(a => a * a), 1e-12);
        layer.Eval();
        layer.Forward(Tensor.Ones([1, 3], DType.Float64));
        Assert.Equal(u, layer.StateDict()["weight_u"].ToArray<double>());
        layer.Train();
        double[] y = layer.Forward(Tensor.From(1.0, 0, 0).Unsqueeze(0)).ToArray<double>();

        for (int j = 0; j < 3; j++)
            v[j] = (w[0, j] * u[0]) + (w[1, j] * u[1]);
        double length = Math.Sqrt(v.Sum(a => a * a));
        v = [.. v.Select(a => a / length)];
        u = [.. Enumerable.Range(0, 2).Select(i => Enumerable.Range(0, 3).Sum(j => w[i, j] * v[j]))];
        double sigma = Math.Sqrt(u.Sum(a => a * a));
        Assert.Equal([w[0, 0] / sigma, w[1, 0] / sigma], y, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(v, layer.StateDict()["weight_v"].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);

        // Once more: two forwards before one backward, as a discriminator has them.
        Tensor first = layer.Forward(Tensor.Ones([1, 3], DType.Float64)), second = layer.Forward(-Tensor.Ones([1, 3], DType.Float64));
        (first.Square().Sum() - second.Sum()).Backward();
        Assert.All(layer.Parameters(), parameter => Assert.NotNull(parameter.Grad));

        for (int i = 0; i < 60; i++)
            layer.Forward(Tensor.Ones([1, 3], DType.Float64));
        Tensor gram = layer.Weight.Value.MatMul(layer.Weight.Value.T);
        double trace = gram.Select(0, 0).Select(0, 0).ToDouble() + gram.Select(0, 1).Select(0, 1).ToDouble(), off = gram.Select(0, 0).Select(0, 1).ToDouble();
        double determinant = (gram.Select(0, 0).Select(0, 0).ToDouble() * gram.Select(0, 1).Select(0, 1).ToDouble()) - (off * off);
        Assert.Equal(1, (trace + Math.Sqrt((trace * trace) - (4 * determinant))) / 2, 1e-9);
    }

    [Fact]
    public void Captured_training_has_the_bits_of_eager_training()
    {
        Sequential Net()
        {
            Sequential net = new(new Linear(5, 8), new Relu(), new Linear(8, 3));
            Generator generator = new(3);
            foreach (Parameter parameter in net.Parameters())
                parameter.Load(Tensor.Randn(parameter.Shape, generator: generator));
            WeightNorm.Apply(net, "0.weight");
            SpectralNorm.Apply(net, "2.weight");
            return net;
        }

        // Where the power method starts is drawn, by other tests at the same time too.
        (Sequential eager, Sequential captured) = (Net(), Net());
        captured.LoadStateDict(eager.StateDict());
        Func<Tensor, Tensor> Train(Sequential net)
        {
            Adam optimizer = new(net.Parameters(), 0.01);
            return x =>
            {
                optimizer.ZeroGrad();
                Tensor loss = net.Forward(x).Square().Mean();
                loss.Backward();
                optimizer.Step();
                return loss;
            };
        }

        Func<Tensor, Tensor> plain = Train(eager);
        Step step = Capture.Step(Train(captured));
        for (int i = 0; i < 6; i++)
        {
            Tensor x = Tensor.Randn([7, 5], generator: new Generator(i));
            Assert.Equal(plain(x).ToSingle(), step.Run(x).ToSingle());
        }

        Assert.Null(step.WhyEager);
        foreach ((string key, Tensor value) in eager.StateDict())
            Assert.Equal(value.ToArray<float>(), captured.StateDict()[key].ToArray<float>());
        Assert.Equal(((Linear)eager[2]).Weight.Value.ToArray<float>(), ((Linear)captured[2]).Weight.Value.ToArray<float>());
    }

    [Fact]
    public void Frozen_and_converted_with_the_module()
    {
        Linear layer = new(3, 2);
        WeightNorm.Apply(layer);
        layer.Freeze();
        Assert.False(layer.Weight.Trainable);
        Assert.Equal(0, layer.TrainableParameterCount);
        layer.Unfreeze();
        layer.To(DType.Float64);
        Assert.Equal(DType.Float64, layer.Weight.DType);
        Assert.Equal(DType.Float64, layer.Forward(Tensor.Ones([1, 3], DType.Float64)).DType);
    }
}
