using Lamina.Models.Control;
using Lamina.NN;

namespace Lamina.Models.Tests.Control;

public sealed class ActionValuesTests
{
    // Every place of every layer in double precision.
    [Fact]
    public void Values_are_those_of_the_layers()
    {
        Tensor.Seed(4);
        ActionValues model = new(3, 2, hiddenSize: 5, hiddenLayers: 2);
        Assert.Equal((4 * 5) + (6 * 5) + (6 * 2), model.ParameterCount);
        OrderedDictionary<string, Tensor> weights = model.StateDict();
        double[] x = [0.5, -2, 1.5];
        foreach ((int layer, bool isLast) in ((int, bool)[])[(0, false), (2, false), (4, true)])
        {
            float[] w = weights[$"layers.{layer}.weight"].ToArray<float>(), b = weights[$"layers.{layer}.bias"].ToArray<float>();
            double[] before = x;
            x = [.. b.Select((bias, i) => bias + before.Select((value, k) => value * w[(i * before.Length) + k]).Sum()).Select(value => isLast ? value : Math.Max(0, value))];
        }

        float[] got = model.Call(Tensor.From<float>([0.5f, -2, 1.5f], [1, 3])).ToArray<float>();
        Assert.Equal(2, got.Length);
        for (int i = 0; i < 2; i++)
            Assert.Equal(x[i], got[i], 1e-6);
    }

    [Fact]
    public void Sizes_below_one_are_refused() =>
        Assert.Contains("at least 1", Assert.Throws<ShapeException>(() => new ActionValues(4, 0)).Message, StringComparison.Ordinal);
}
