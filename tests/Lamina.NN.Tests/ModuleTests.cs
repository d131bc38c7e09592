using Xunit;

namespace Lamina.NN.Tests;

public sealed class ModuleTests
{
    static Sequential Net() => new(new Linear(4, 5), new Sequential(new Linear(5, 3), new Identity()));

    [Fact]
    public void TheModeReachesAllChildren()
    {
        Sequential net = Net();
        Assert.All(net.Modules(), module => Assert.True(module.IsTraining));
        net.Eval();
        Assert.All(net.Modules(), module => Assert.False(module.IsTraining));
        net.Get("1").Train();
        Assert.Equal([false, false, true, true, true], net.Modules().Select(module => module.IsTraining));
    }

    [Fact]
    public void FrozenParametersGetNoGradient()
    {
        Sequential net = Net();
        net[0].Freeze();
        Assert.Equal((43, 18), (net.ParameterCount, net.TrainableParameterCount));
        net.Forward(Tensor.Ones([2, 4])).Sum().Backward();
        Assert.Equal([false, false, true, true], net.Parameters().Select(parameter => parameter.Grad is not null));
        net.ZeroGrad();
        Assert.All(net.Parameters(), parameter => Assert.Null(parameter.Grad));
        net.Unfreeze();
        net.Forward(Tensor.Ones([2, 4])).Sum().Backward();
        Assert.All(net.Parameters(), parameter => Assert.NotNull(parameter.Grad));
    }

    [Fact]
    public void ParametersAreTrainedInPlace()
    {
        Linear layer = new(2, 1);
        Tensor value = layer.Weight.Value, before = value.Clone().Detach();
        layer.Forward(Tensor.Ones([1, 2])).Sum().Backward();
        using (Gradients.Off())
            layer.Weight.Value.SubtractInPlace(0.5 * layer.Weight.Grad!);
        Assert.Same(value, layer.Weight.Value);
        Assert.Equal(before.ToArray<double>().Select(x => x - 0.5), layer.Weight.Value.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    sealed class Mixed : Module<Tensor, Tensor>
    {
        readonly Linear inner = new(2, 2);
        readonly Buffer count = new(Tensor.From(3L)), mean = new(Tensor.Ones([2]));

        public override Tensor Forward(Tensor x) => inner.Forward(x) - mean + count;
    }

    [Fact]
    public void ConversionReachesFloatsAloneAndKeepsWhatIsFrozen()
    {
        Mixed module = new();
        module.Parameters()[1].Trainable = false;
        module.Forward(Tensor.Ones([1, 2])).Sum().Backward();
        module.To(DType.Float64);
        Assert.Equal([DType.Float64, DType.Float64], module.Parameters().Select(parameter => parameter.DType));
        Assert.Equal([true, false], module.Parameters().Select(parameter => parameter.Trainable));
        Assert.Equal(DType.Float64, module.Parameters()[0].Grad!.DType);
        Assert.Equal([DType.Int64, DType.Float64], module.Buffers().Select(buffer => buffer.DType));
        Assert.Equal(DType.Float64, module.Forward(Tensor.Ones([1, 2], DType.Float64)).DType);
        Assert.Throws<DTypeException>(() => module.To(DType.Int32));
    }

    [Fact]
    public void SequentialIsAListOfModules()
    {
        Sequential built = new() { new Linear(2, 3), new Identity() };
        built.Add(new Linear(3, 1));
        Assert.Equal(3, built.Count);
        Assert.Equal(built.Children(), [.. built]);
        Assert.IsType<Linear>(built[^1]);
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], built.StateDict().Keys);
        Tensor x = Tensor.From<float>([1, 2, 3, 4], [2, 2]);
        Assert.Equal(((Linear)built[2]).Forward(((Linear)built[0]).Forward(x)).ToArray<float>(), built.Forward(x).ToArray<float>());
        Assert.Same(x, new Sequential().Forward(x));
        Assert.Throws<ModuleException>(() => built.Add(built));
    }

    [Fact]
    public void ModulesOfTwoAndThreeInputsRunTheirHooks()
    {
        Scaled scaled = new();
        using (scaled.RegisterForwardPreHook(inputs => (inputs.First, inputs.Second * 2.0)))
            Assert.Equal(60, scaled.Call(Tensor.From(3f), Tensor.From(10f)).ToDouble());
        Assert.Equal(30, scaled.Call(Tensor.From(3f), Tensor.From(10f)).ToDouble());
        Sum3 sum = new();
        using (sum.RegisterForwardHook((_, output) => -output))
            Assert.Equal(-6, sum.Call(Tensor.From(1f), Tensor.From(2f), Tensor.From(3f)).ToDouble());
    }

    sealed class Scaled : Module<Tensor, Tensor, Tensor>
    {
        public override Tensor Forward(Tensor first, Tensor second) => first * second;
    }

    sealed class Sum3 : Module<Tensor, Tensor, Tensor, Tensor>
    {
        public override Tensor Forward(Tensor first, Tensor second, Tensor third) => first + second + third;
    }
}
