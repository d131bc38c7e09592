using Lamina.NN;
using static Lamina.Onnx.Tests.Import.ModelBytes;

namespace Lamina.Onnx.Tests.Import;

/// <summary>Normalizations that come from a file compute, train and keep statistics as the layers do.</summary>
public sealed class NormalizationTests
{
    static readonly Generator Draws = new(5);

    static byte[] Initial(string name, Tensor value) => Floats(name, value.Shape.ToArray(), value.ToArray<float>());

    // A convolution and its normalization, as PyTorch's exporter writes them.
    static byte[] Convolution(Conv2d conv, BatchNorm2d norm) => Model(
        Input("x", FloatType, 4, 2, 6, 6), Initial("weight", conv.Weight), Initial("bias", conv.Bias!), Initial("gamma", norm.Weight!), Initial("beta", norm.Bias!),
        Initial("mean", norm.RunningMean!), Initial("var", norm.RunningVar!), Node("Conv", ["x", "weight", "bias"], ["c"]),
        Node("BatchNormalization", ["c", "gamma", "beta", "mean", "var"], ["y"]), Output("y"));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Running_statistics_follow_as_those_of_the_layer(bool captured)
    {
        Conv2d conv = new(2, 3, 3);
        BatchNorm2d norm = new(3);
        norm.RunningMean!.Load(Tensor.From([0.5f, -1, 2]));
        norm.RunningVar!.Load(Tensor.From([1f, 2, 0.5f]));
        Sequential net = new(conv, norm);
        OnnxModel loaded = Onnx.Load(Convolution(conv, norm));
        Assert.Equal(["beta", "bias", "gamma", "weight"], loaded.NamedParameters().Select(entry => entry.Name).Order());
        Assert.Equal(["mean", "var"], loaded.NamedBuffers().Select(entry => entry.Name).Order());
        Tensor[] batches = [.. Enumerable.Range(0, 4).Select(_ => Tensor.Normal([4, 2, 6, 6], 1, 2, generator: Draws))];
        foreach (Module<Tensor, Tensor> each in new Module<Tensor, Tensor>[] { net, loaded })
        {
            each.Train();
            Sgd optimizer = new(each.Parameters(), learningRate: 0.05);
            Func<Tensor, Tensor> body = x =>
            {
                optimizer.ZeroGrad();
                Tensor loss = (each.Forward(x) - 1).Square().Mean();
                loss.Backward();
                optimizer.Step();
                return loss;
            };
            Step step = Capture.Step(body);
            foreach (Tensor x in batches)
                _ = captured ? step.Run(x) : body(x);
            if (captured)
                Assert.Null(step.WhyEager);
            each.Eval();
        }

        Dictionary<string, Tensor> state = loaded.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value);
        IsClose(norm.RunningMean!, state["mean"]);
        IsClose(norm.RunningVar!, state["var"]);
        IsClose(conv.Weight, state["weight"]);
        IsClose(net.Forward(batches[0]), loaded.Forward(batches[0]));
    }

    [Fact]
    public void Statistics_stay_in_evaluation()
    {
        BatchNorm2d norm = new(3);
        OnnxModel loaded = Onnx.Load(Convolution(new Conv2d(2, 3, 3), norm));
        loaded.Forward(Tensor.Normal([4, 2, 6, 6], 1, 2, generator: Draws));
        Assert.Equal([0f, 0, 0], loaded.StateDict()["mean"].ToArray<float>());
        Assert.Equal([1f, 1, 1], loaded.StateDict()["var"].ToArray<float>());
    }

    static readonly Dictionary<string, (byte[] Model, Func<Tensor, Tensor> Formula)> Rows = new()
    {
        ["LayerNormalization"] = (
            Model(Input("x", FloatType, 2, 6, 4), Floats("g", [6, 4], Ramp(24)), Floats("b", [6, 4], Ramp(24)), Node("LayerNormalization", ["x", "g", "b"], ["y"], Attribute("axis", 1)), Output("y")),
            x => (Standard(x, [1, 2]) * Tensor.From(Ramp(24)).Reshape(6, 4)) + Tensor.From(Ramp(24)).Reshape(6, 4)),
        ["LayerNormalization with a scale that is spread"] = (
            Model(Input("x", FloatType, 2, 6, 4), Floats("g", 2), Node("LayerNormalization", ["x", "g"], ["y"]), Output("y")), x => Standard(x, [2]) * 2),
        ["LayerNormalization's own moments"] = (
            Model(Input("x", FloatType, 2, 6, 4), Floats("g", Ramp(4)), Node("LayerNormalization", ["x", "g"], ["z", "m", "i"]), Node("Add", ["z", "m"], ["s"]), Node("Mul", ["s", "i"], ["y"]), Output("y")),
            x => ((Standard(x, [2]) * Tensor.From(Ramp(4))) + x.Mean([2], true)) * ((x - x.Mean([2], true)).Square().Mean([2], true) + 1e-5f).Rsqrt()),
        ["RMSNormalization"] = (
            Model(Input("x", FloatType, 2, 6, 4), Floats("g", Ramp(4)), Node("RMSNormalization", ["x", "g"], ["y"]), Output("y")),
            x => x * (x.Square().Mean([2], true) + 1e-5f).Rsqrt() * Tensor.From(Ramp(4))),
        ["GroupNormalization"] = (
            Model(Input("x", FloatType, 2, 6, 4), Floats("g", Ramp(6)), Floats("b", Ramp(6)), Node("GroupNormalization", ["x", "g", "b"], ["y"], Attribute("num_groups", 3)), Output("y")),
            x => (Standard(x.Reshape(2, 3, 8), [2]).Reshape(2, 6, 4) * Tensor.From(Ramp(6)).Reshape(6, 1)) + Tensor.From(Ramp(6)).Reshape(6, 1)),
        ["InstanceNormalization"] = (
            Model(Input("x", FloatType, 2, 6, 4), Floats("g", Ramp(6)), Floats("b", Ramp(6)), Node("InstanceNormalization", ["x", "g", "b"], ["y"]), Output("y")),
            x => (Standard(x, [2]) * Tensor.From(Ramp(6)).Reshape(6, 1)) + Tensor.From(Ramp(6)).Reshape(6, 1)),
    };

    public static TheoryData<string> RowNames => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(RowNames))]
    public void Values_and_gradients_are_those_of_the_formula(string name)
    {
        (byte[] bytes, Func<Tensor, Tensor> formula) = Rows[name];
        OnnxModel model = Onnx.Load(bytes);
        Tensor values = Tensor.Normal([2, 6, 4], 1, 2, generator: Draws), upstream = Tensor.Normal([2, 6, 4], 0, 1, generator: Draws);
        Tensor[] results = new Tensor[2], gradients = new Tensor[2];
        Func<Tensor, Tensor>[] both = [formula, model.Forward];
        for (int i = 0; i < 2; i++)
        {
            Tensor x = values.Clone().RequireGrad();
            results[i] = both[i](x);
            (results[i] * upstream).Sum().Backward();
            gradients[i] = x.Grad!;
        }

        IsClose(results[0], results[1]);
        IsClose(gradients[0], gradients[1]);
        using (Gradients.Off())
            IsClose(results[0], model.Forward(values));
    }

    static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(i => 0.5f + (i / 8f))];

    static Tensor Standard(Tensor x, int[] axes)
    {
        Tensor centered = x - x.Mean(axes, true);
        return centered * (centered.Square().Mean(axes, true) + 1e-5f).Rsqrt();
    }

    static void IsClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.True(expected.AllClose(actual, 1e-4, 1e-5), $"{expected} and {actual}");
    }
}
