using Lamina.Models.Text;
using Lamina.NN;

namespace Lamina.Models.Tests.Text;

/// <summary>The recurrent network for texts is its formula, hears the order of words, and does not look at how far a text is filled up.</summary>
public sealed class TextLstmTests
{
    [Fact]
    public void Parameters_have_the_keys_and_sizes_that_are_documented()
    {
        TextLstm net = new(20, 3, dimension: 6, hidden: 4);
        Assert.Equal(
            [
                "embedding.weight", "lstm.bias_hh_l0", "lstm.bias_hh_l0_reverse", "lstm.bias_ih_l0", "lstm.bias_ih_l0_reverse", "lstm.weight_hh_l0", "lstm.weight_hh_l0_reverse",
                "lstm.weight_ih_l0", "lstm.weight_ih_l0_reverse", "output.bias", "output.weight",
            ],
            net.StateDict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal((20 * 6) + (2 * 16 * (6 + 4 + 2)) + (16 * 3) + 3, net.ParameterCount);
        Assert.Equal((20, 3, 6, 4), (net.Words, net.Classes, net.Dimension, net.Hidden));
        Assert.All(net.StateDict()["embedding.weight"].ToArray<float>(), value => Assert.InRange(value, -0.05f, 0.05f));
    }

    [Fact]
    public void Logits_are_the_formula()
    {
        const int Dimension = 3, Hidden = 2, Classes = 3;
        TextLstm net = new(9, Classes, Dimension, Hidden);
        net.Eval();

        // Larger vectors than they start, so that gates are not all alike.
        net.StateDict()["embedding.weight"].Fill<float>([.. Enumerable.Range(0, 9 * Dimension).Select(i => (float)Math.Sin(i))]);
        long[] text = [3, 8, 1, 5];
        Dictionary<string, float[]> weights = net.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.ToArray<float>());
        double[][] forward = Read(text, ""), backward = [.. Read([.. text.Reverse()], "_reverse").Reverse()];
        double[][] units = [.. Enumerable.Range(0, 2 * Hidden).Select(unit => Enumerable.Range(0, text.Length).Select(t => unit < Hidden ? forward[t][unit] : backward[t][unit - Hidden]).ToArray())];
        double[] features = [.. units.Select(unit => Math.Max(0, unit.Max())), .. units.Select(unit => unit.Average())];
        float[] found = net.Call(Tensor.From(text).Reshape(1, 4)).ToArray<float>();
        for (int i = 0; i < Classes; i++)
            Assert.Equal(weights["output.bias"][i] + features.Select((value, k) => value * weights["output.weight"][(i * features.Length) + k]).Sum(), found[i], 1e-5);

        double[][] Read(long[] words, string direction)
        {
            double[] hidden = new double[Hidden], cell = new double[Hidden];
            List<double[]> outputs = [];
            foreach (long word in words)
            {
                double[] gates = [.. Enumerable.Range(0, 4 * Hidden).Select(row =>
                    weights["lstm.bias_ih_l0" + direction][row] + (double)weights["lstm.bias_hh_l0" + direction][row] +
                    Enumerable.Range(0, Dimension).Sum(d => weights["lstm.weight_ih_l0" + direction][(row * Dimension) + d] * (double)weights["embedding.weight"][(word * Dimension) + d]) +
                    Enumerable.Range(0, Hidden).Sum(h => weights["lstm.weight_hh_l0" + direction][(row * Hidden) + h] * hidden[h]))];
                cell = [.. cell.Select((c, h) => (Sigmoid(gates[Hidden + h]) * c) + (Sigmoid(gates[h]) * Math.Tanh(gates[(2 * Hidden) + h])))];
                hidden = [.. cell.Select((c, h) => Sigmoid(gates[(3 * Hidden) + h]) * Math.Tanh(c))];
                outputs.Add(hidden);
            }

            return [.. outputs];
        }

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    [Fact]
    public void Padding_changes_neither_logits_nor_gradients()
    {
        TextLstm net = new(50, 2, dimension: 8, hidden: 5, dropout: 0, wordDropout: 0);
        long[] text = [7, 3, 49];
        (float[] one, Dictionary<string, float[]> gradients) = Step(text, 3);
        (float[] filled, Dictionary<string, float[]> filledGradients) = Step([.. text, .. new long[9]], 12);
        Assert.All(one.Zip(filled), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        foreach ((string key, float[] gradient) in gradients)
        {
            Assert.Contains(gradient, value => value != 0);
            Assert.All(gradient.Zip(filledGradients[key]), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }

        // Beside a longer text, too.
        float[] beside = net.Call(Tensor.From<long>([.. text, 0, 0, 9, 8, 7, 6, 5], [2, 5])).ToArray<float>();
        Assert.All(one.Zip(beside), pair => Assert.Equal(pair.First, pair.Second, 1e-6));

        (float[], Dictionary<string, float[]>) Step(long[] numbers, long length)
        {
            net.ZeroGrad();
            Tensor logits = net.Call(Tensor.From(numbers).Reshape(1, length));
            Loss.CrossEntropy(logits, Tensor.From(new long[] { 1 })).Backward();
            return (logits.ToArray<float>(), net.NamedParameters().ToDictionary(each => each.Name, each => each.Parameter.Grad!.ToArray<float>()));
        }
    }

    // All words are dropped, and no number of a vector alone: every text is the same to it.
    [Fact]
    public void Whole_words_are_dropped_in_training_alone()
    {
        TextLstm net = new(20, 2, dimension: 4, hidden: 3, dropout: 0, wordDropout: 1);
        Tensor first = Tensor.From<long>([3, 4, 5], [1, 3]), second = Tensor.From<long>([9, 2, 17], [1, 3]);
        Assert.Equal(net.Call(first).ToArray<float>(), net.Call(second).ToArray<float>());
        net.Eval();
        Assert.NotEqual(net.Call(first).ToArray<float>(), net.Call(second).ToArray<float>());
    }

    [Fact]
    public void A_text_without_words_has_the_bias_alone()
    {
        TextLstm net = new(9, 3, dimension: 4, hidden: 2);
        net.Eval();
        Assert.Equal(net.StateDict()["output.bias"].ToArray<float>(), net.Call(Tensor.Zeros([1, 6], DType.Int64)).ToArray<float>());
    }

    // Which of two words comes first: all that a bag of words does not hear. The sets of words are the same in both classes.
    [Fact]
    public void It_learns_what_depends_on_the_order_of_words()
    {
        Tensor.Seed(5);
        TextLstm net = new(10, 2, dimension: 8, hidden: 8, dropout: 0, wordDropout: 0);
        Tensor x = Tensor.From<long>([2, 5, 3, 6, 3, 5, 2, 6, 5, 2, 3, 0, 5, 3, 2, 0, 2, 3, 0, 0, 3, 2, 0, 0], [6, 4]), y = Tensor.From(new long[] { 0, 1, 0, 1, 0, 1 });
        Adam optimizer = new(net.Parameters(), 0.02);
        for (int i = 0; i < 120; i++)
        {
            optimizer.ZeroGrad();
            Loss.CrossEntropy(net.Call(x), y).Backward();
            optimizer.Step();
        }

        net.Eval();
        Assert.Equal([0L, 1], net.Call(Tensor.From<long>([6, 2, 5, 3, 6, 3, 5, 2], [2, 4])).ArgMax(1).ToArray<long>());
    }

    [Fact]
    public void What_is_no_batch_of_texts_is_refused() =>
        Assert.Contains("[N, length]", Assert.Throws<ShapeException>(() => new TextLstm(9, 2).Call(Tensor.Zeros([4], DType.Int64))).Message, StringComparison.Ordinal);
}
