using Lamina.Models.Language;
using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Onnx.Tests.Import;

/// <summary>What is written comes back as a module that computes the same, trains and is captured.</summary>
public sealed class ImportTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    string FilePath => Path.Combine(_folder, "model.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_network_comes_back_with_its_parameters_under_their_names()
    {
        LeNet5 net = new();
        OnnxModel loaded = RoundTrip(net, Pictures(2, 1, 32));
        Assert.Equal(net.StateDict().Keys.Order(), loaded.StateDict().Keys.Order());
        foreach ((string key, Tensor value) in net.StateDict())
            Assert.Equal(value.ToArray<float>(), loaded.StateDict()[key].ToArray<float>());
        Assert.Equal(["input: float32[batch, 1, 32, 32]"], loaded.Inputs.Select(input => input.ToString()));
        IsSame(net, loaded, Pictures(5, 1, 32));
    }

    [Fact]
    public void A_residual_network_comes_back() => IsSame(new ResNet20(), Pictures(2, 3, 32));

    [Fact]
    public void A_language_model_comes_back()
    {
        Gpt net = new(vocabulary: 11, length: 8, blocks: 2, width: 16, heads: 2);
        Tensor tokens = Tensor.RandInt([2, 8], 0, 11, generator: new Generator(1));
        net.Eval();
        net.ToOnnx(FilePath, tokens);
        IsClose(net.Forward(tokens), Onnx.Load(FilePath).Forward(tokens));
    }

    [Fact]
    public void A_loaded_network_trains_as_the_one_that_was_saved()
    {
        Sequential net = new(new Conv2d(1, 4, 3), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(36, 3));
        Tensor x = Pictures(6, 1, 8), labels = Tensor.RandInt([6], 0, 3, generator: new Generator(2));
        OnnxModel loaded = RoundTrip(net, x);
        float[] first = Train(net, x, labels, captured: false), second = Train(loaded, x, labels, captured: true);
        Assert.True(first[^1] < first[0]);
        for (int i = 0; i < first.Length; i++)
            Assert.Equal(first[i], second[i], 1e-5f);
    }

    [Fact]
    public void Captured_is_eager_with_sizes_from_the_input()
    {
        OnnxModel loaded = RoundTrip(new LeNet5(), Pictures(2, 1, 32));
        Step step = Capture.Inference(x => loaded.Forward(x));
        foreach (long batch in new long[] { 3, 3, 3, 5, 5 })
        {
            Tensor x = Pictures(batch, 1, 32);
            Assert.Equal(loaded.Forward(x).ToArray<float>(), step.Run(x).ToArray<float>());
        }

        Assert.Null(step.WhyEager);
    }

    [Fact]
    public void A_wrong_input_is_named()
    {
        OnnxModel loaded = RoundTrip(new LeNet5(), Pictures(2, 1, 32));
        OnnxException error = Assert.Throws<OnnxException>(() => loaded.Forward(Pictures(2, 1, 32).To(DType.Float64)));
        Assert.Contains("'input' is float32[batch, 1, 32, 32]", error.Message, StringComparison.Ordinal);
        Assert.Contains("has no input 'pixels'", Assert.Throws<OnnxException>(() => loaded.Run(new Dictionary<string, Tensor> { ["pixels"] = Pictures(1, 1, 32) })).Message, StringComparison.Ordinal);
        Assert.Contains("Conv", Assert.Throws<OnnxException>(() => loaded.Forward(Pictures(2, 3, 32))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_are_missing_are_named_with_their_types()
    {
        OnnxModel model = Onnx.Load(ModelBytes.Model(
            ModelBytes.Input("a", ModelBytes.FloatType, 2), ModelBytes.Input("b", ModelBytes.LongType, 1, 3), ModelBytes.Input("c", ModelBytes.FloatType, 2),
            ModelBytes.Node("Add", ["a", "c"], ["y"]), ModelBytes.Output("y")), "sum.onnx");
        const string Takes = "sum.onnx takes 3 inputs ('a', float32[2]; 'b', int64[1, 3]; 'c', float32[2])";
        Tensor a = Tensor.Ones([2]);
        Assert.StartsWith($"{Takes}; not given: 'b', 'c'.", Assert.Throws<OnnxException>(() => model.Run(a)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{Takes}; not given: 'a', 'b'.", Assert.Throws<OnnxException>(() => model.Run(new Dictionary<string, Tensor> { ["c"] = a })).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{Takes}; 4 are given.", Assert.Throws<OnnxException>(() => model.Run(a, Tensor.Zeros([1, 3], DType.Int64), a, a)).Message, StringComparison.Ordinal);
        Assert.StartsWith("sum.onnx has no input 'x', 'z'. It takes 3 inputs", Assert.Throws<OnnxException>(() => model.Run(new Dictionary<string, Tensor> { ["x"] = a, ["a"] = a, ["z"] = a })).Message, StringComparison.Ordinal);
    }

    OnnxModel RoundTrip(Module<Tensor, Tensor> net, Tensor example)
    {
        net.ToOnnx(FilePath, example, 0);
        return Onnx.Load(FilePath);
    }

    void IsSame(Module<Tensor, Tensor> net, Tensor x) => IsSame(net, RoundTrip(net, x), x);

    static void IsSame(Module<Tensor, Tensor> net, OnnxModel loaded, Tensor x)
    {
        net.Eval();
        IsClose(net.Forward(x), loaded.Forward(x));
        IsClose(net.Forward(x), loaded.Run(new Dictionary<string, Tensor> { [loaded.Inputs[0].Name] = x })[loaded.Outputs[0].Name]);
    }

    static void IsClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True(expected.AllClose(actual, 1e-4, 1e-5), $"{expected} and {actual}");
    }

    static float[] Train(Module<Tensor, Tensor> net, Tensor x, Tensor labels, bool captured)
    {
        net.Train();
        Sgd optimizer = new(net.Parameters(), learningRate: 0.1);
        Func<Tensor, Tensor, Tensor> body = (input, target) =>
        {
            optimizer.ZeroGrad();
            Tensor loss = Loss.CrossEntropy(net.Forward(input), target);
            loss.Backward();
            optimizer.Step();
            return loss;
        };
        Step step = Capture.Step(body);
        float[] losses = [.. Enumerable.Range(0, 8).Select(_ => (captured ? step.Run(x, labels) : body(x, labels)).ToSingle())];
        if (captured)
            Assert.Null(step.WhyEager);
        return losses;
    }

    static Tensor Pictures(long count, long channels, long size) => Tensor.Normal([count, channels, size, size], 0, 1, generator: new Generator(7));
}
