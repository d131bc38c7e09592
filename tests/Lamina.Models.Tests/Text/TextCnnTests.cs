using Lamina.Models.Text;
using Lamina.NN;

namespace Lamina.Models.Tests.Text;

/// <summary>The network for sentences is its formula, and does not look at how far a sentence is filled up.</summary>
public sealed class TextCnnTests
{
    [Fact]
    public void Parameters_are_those_of_the_paper() =>
        Assert.Equal((18_765 * 300) + ((3 + 4 + 5) * 300 * 100) + 300 + (300 * 2) + 2, new TextCnn(18_765, 2).ParameterCount);

    [Fact]
    public void Logits_are_the_formula()
    {
        TextCnn net = new(9, 3, dimension: 4, maps: 2, widths: [2, 3]);
        net.Eval();
        long[] sentence = [3, 8, 1, 5];
        Dictionary<string, float[]> weights = net.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.ToArray<float>());
        List<double> features = [];
        foreach ((int width, string key) in ((int, string)[])[(2, "convolutions.0"), (3, "convolutions.1")])
        {
            for (int map = 0; map < 2; map++)
            {
                // Windows that begin a whole width before the sentence, up to one that sees its end alone.
                double largest = 0;
                for (int start = -width; start <= sentence.Length; start++)
                {
                    double sum = weights[key + ".bias"][map];
                    for (int place = Math.Max(0, -start); place < width && start + place < sentence.Length; place++)
                    {
                        for (int d = 0; d < 4; d++)
                            sum += weights["embedding.weight"][(sentence[start + place] * 4) + d] * (double)weights[key + ".weight"][(((map * 4) + d) * width) + place];
                    }

                    largest = Math.Max(largest, sum);
                }

                features.Add(largest);
            }
        }

        float[] found = net.Call(Tensor.From(sentence).Reshape(1, 4)).ToArray<float>();
        for (int i = 0; i < 3; i++)
            Assert.Equal(weights["output.bias"][i] + features.Select((value, k) => value * weights["output.weight"][(i * 4) + k]).Sum(), found[i], 1e-5);
    }

    [Fact]
    public void Padding_changes_nothing()
    {
        TextCnn net = new(50, 2, dimension: 8, maps: 4);
        net.Eval();
        float[] one = net.Call(Tensor.From(new long[] { 7 }).Reshape(1, 1)).ToArray<float>();
        float[] filled = net.Call(Tensor.From(new long[] { 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }).Reshape(1, 12)).ToArray<float>();
        for (int i = 0; i < one.Length; i++)
            Assert.Equal(one[i], filled[i], 1e-6);
    }

    [Fact]
    public void Rows_of_the_last_layer_keep_to_their_norm_and_padding_stays_zero()
    {
        TextCnn net = new(20, 2, dimension: 4, maps: 3, maxNorm: 0.5);
        Sgd optimizer = new(net.Parameters(), 1.0);
        Loss.CrossEntropy(net.Call(Tensor.From(new long[] { 1, 2, 3, 0, 4, 5, 0, 0 }).Reshape(2, 4)), Tensor.From(new long[] { 0, 1 })).Backward();
        optimizer.Step();
        double[] norms = net.StateDict()["output.weight"].Square().Sum([1]).Sqrt().ToArray<double>();
        Assert.All(norms, norm => Assert.InRange(norm, 0, 0.5 + 1e-5));
        Assert.All(net.StateDict()["embedding.weight"].ToArray<float>()[..4], value => Assert.Equal(0f, value));
    }

    [Fact]
    public void What_is_no_batch_of_sentences_is_refused()
    {
        Assert.Contains("[N, length]", Assert.Throws<ShapeException>(() => new TextCnn(9, 2).Call(Tensor.Zeros([4], DType.Int64))).Message, StringComparison.Ordinal);
        Assert.Contains("one width", Assert.Throws<ShapeException>(() => new TextCnn(9, 2, widths: [])).Message, StringComparison.Ordinal);
    }
}
