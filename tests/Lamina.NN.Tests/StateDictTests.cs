using Lamina.Formats;
using Xunit;

namespace Lamina.NN.Tests;

public sealed class StateDictTests
{
    sealed class Net : Module<Tensor, Tensor>
    {
        readonly Linear fc1 = new(3, 2), fc2 = new(2, 1);
        readonly Buffer seen = new(Tensor.From(7L)), scratch = new(Tensor.Zeros([9]), persistent: false);

        public override Tensor Forward(Tensor x) => fc2.Forward(fc1.Forward(x) + scratch.Value.Sum()) + seen;
    }

    static float[][] Values(Module module) => [.. module.StateDict().Values.Select(value => value.ToArray<float>())];

    [Fact]
    public void AStateDictGoesThroughAFileAndBack()
    {
        Net net = new(), other = new();
        Assert.Equal(["seen", "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias"], net.StateDict().Keys);
        Assert.NotEqual(Values(net), Values(other));
        string path = Path.Combine(Directory.CreateTempSubdirectory("lamina-nn-").FullName, "net.safetensors");
        Safetensors.Save(path, net.StateDict());
        Tensor kept = other.Parameters()[0].Value;
        LoadReport report = other.LoadStateDict(Safetensors.Load(path).Tensors);
        Assert.Empty(report.Missing.Concat(report.Unexpected));
        Assert.Equal(Values(net), Values(other));
        Assert.Same(kept, other.Parameters()[0].Value);
        Tensor x = Tensor.From<float>([1, 2, 3], [1, 3]);
        Assert.Equal(net.Forward(x).ToArray<float>(), other.Forward(x).ToArray<float>());
    }

    [Fact]
    public void TheStateDictSharesMemoryAndIsOffTheTape()
    {
        Net net = new();
        OrderedDictionary<string, Tensor> state = net.StateDict();
        Assert.All(state.Values, value => Assert.False(value.RequiresGrad));
        net.Parameters()[0].Load(Tensor.Full([2, 3], 5));
        Assert.All(state["fc1.weight"].ToArray<float>(), value => Assert.Equal(5, value));
    }

    [Fact]
    public void AMisfitListsEverythingAndLoadsNothing()
    {
        Net net = new();
        float[][] before = Values(net);
        OrderedDictionary<string, Tensor> state = new()
        {
            ["seen"] = Tensor.From(8L),
            ["fc1.weight"] = Tensor.Ones([2, 4]),
            ["fc1.bias"] = Tensor.Ones([2]),
            ["fc2.weight"] = Tensor.Ones([2]),
            ["fc3.bias"] = Tensor.Ones([1]),
            ["fc1"] = Tensor.Ones([1]),
            ["scratch"] = Tensor.Ones([9]),
        };
        StateDictException error = Assert.Throws<StateDictException>(() => net.LoadStateDict(state));
        Assert.Equal(["fc2.bias"], error.Missing);
        Assert.Equal(["fc3.bias", "fc1", "scratch"], error.Unexpected);
        Assert.Equal(["fc1.weight [2, 4] for [2, 3]", "fc2.weight [2] for [1, 2]"], error.Misshapen);
        foreach (string key in error.Missing.Concat(error.Unexpected).Concat(error.Misshapen))
            Assert.Contains(key, error.Message, StringComparison.Ordinal);
        Assert.Throws<StateDictException>(() => net.LoadStateDict(state, strict: false));
        Assert.Equal(before, Values(net));

        state.Remove("fc1.weight");
        state.Remove("fc2.weight");
        LoadReport report = net.LoadStateDict(state, strict: false);
        Assert.Equal(["fc1.weight", "fc2.weight", "fc2.bias"], report.Missing);
        Assert.Equal(["fc3.bias", "fc1", "scratch"], report.Unexpected);
        Assert.Equal([8], net.StateDict()["seen"].ToArray<long>());
        Assert.Equal([1, 1], net.StateDict()["fc1.bias"].ToArray<float>());
    }

    [Fact]
    public void ValuesAreConvertedToTheModulesDType()
    {
        foreach (DType dtype in Enum.GetValues<DType>())
        {
            Buffer buffer = new(Tensor.Zeros([3], dtype));
            buffer.Load(Tensor.From([1.0, 0.0, 1.0]));
            Assert.Equal([1, 0, 1], buffer.Value.ToArray<double>());
            Assert.Equal(dtype, buffer.DType);
        }

        Parameter strided = new(Tensor.Zeros([2, 3]).T);
        strided.Load(Tensor.From<float>([1, 2, 3, 4, 5, 6], [3, 2]));
        Assert.Equal([1, 2, 3, 4, 5, 6], strided.Value.ToArray<float>());
        Assert.True(strided.Trainable);
        Assert.Throws<ShapeException>(() => strided.Load(Tensor.Zeros([2, 3])));
    }
}
