using Lamina.Models.Series;
using Lamina.NN;

namespace Lamina.Models.Tests.Series;

/// <summary>The forecaster has the size that follows from its parts, adds what stood before, and learns a series.</summary>
public sealed class RecurrentForecasterTests
{
    [Fact]
    public void Parameters_are_those_of_the_parts()
    {
        static int Layer(int gates, int input, int hidden) => gates * hidden * (input + hidden + 2);
        Assert.Equal(Layer(4, 1, 50) + Layer(4, 50, 50) + 51, new RecurrentForecaster(RecurrentKind.Lstm, 50, layers: 2).ParameterCount);
        Assert.Equal(Layer(3, 2, 16) + (17 * 3), new RecurrentForecaster(RecurrentKind.Gru, 16, horizon: 3, features: 2).ParameterCount);
        Assert.Equal(["recurrent.weight_ih_l0", "recurrent.weight_hh_l0", "recurrent.bias_ih_l0", "recurrent.bias_hh_l0", "head.weight", "head.bias"], new RecurrentForecaster(RecurrentKind.Gru, 4).StateDict().Keys);
    }

    // The whole network as formulas in double precision.
    [Fact]
    public void A_forecast_is_the_formula_of_gated_units()
    {
        Tensor.Seed(3);
        RecurrentForecaster model = new(RecurrentKind.Gru, 2);
        OrderedDictionary<string, Tensor> weights = model.StateDict();
        double[] input = [0.3, -1.2, 0.7], h = [0, 0];
        double[] wi = W("recurrent.weight_ih_l0"), wh = W("recurrent.weight_hh_l0"), bi = W("recurrent.bias_ih_l0"), bh = W("recurrent.bias_hh_l0"), head = W("head.weight");
        foreach (double x in input)
        {
            double[] a = [.. Enumerable.Range(0, 6).Select(i => (wi[i] * x) + bi[i])], b = [.. Enumerable.Range(0, 6).Select(i => (wh[2 * i] * h[0]) + (wh[(2 * i) + 1] * h[1]) + bh[i])];
            h = [.. Enumerable.Range(0, 2).Select(i =>
            {
                double r = Sigmoid(a[i] + b[i]), z = Sigmoid(a[2 + i] + b[2 + i]), n = Math.Tanh(a[4 + i] + (r * b[4 + i]));
                return ((1 - z) * n) + (z * h[i]);
            })];
        }

        double expected = (head[0] * h[0]) + (head[1] * h[1]) + W("head.bias")[0];
        Assert.Equal(expected, model.Call(Tensor.From<float>([0.3f, -1.2f, 0.7f], [1, 3, 1])).ToArray<float>()[0], 1e-6);

        double[] W(string key) => [.. weights[key].ToArray<float>().Select(value => (double)value)];

        static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
    }

    [Fact]
    public void With_a_lag_the_window_is_seen_from_the_value_that_the_forecast_is_added_to()
    {
        float[] window = [1, 2, 3, 4, 5, 7, 6, 8];
        foreach ((int lag, int horizon, float[] levels, float[] before) in ((int, int, float[], float[])[])
            [(1, 1, [4, 8], [4, 8]), (3, 1, [2, 7], [2, 7]), (4, 2, [1, 5], [1, 2, 5, 7]), (3, 2, [2, 7], [2, 3, 7, 6])])
        {
            Tensor.Seed(1);
            RecurrentForecaster plain = new(RecurrentKind.Lstm, 3, horizon: horizon), model = new(RecurrentKind.Lstm, 3, horizon: horizon, lag: lag);
            model.LoadStateDict(plain.StateDict());
            Tensor x = Tensor.From<float>(window, [2, 4, 1]);
            float[] expected = plain.Call(Tensor.From<float>([.. window.Select((value, i) => value - levels[i / 4])], [2, 4, 1])).ToArray<float>();
            float[] got = model.Call(x).ToArray<float>(), above = model.Call(x + 100f).ToArray<float>();
            for (int i = 0; i < before.Length; i++)
            {
                Assert.Equal(expected[i] + before[i], got[i], 1e-5);
                Assert.Equal(got[i] + 100, above[i], 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(RecurrentKind.Lstm)]
    [InlineData(RecurrentKind.Gru)]
    public void It_learns_a_sine(RecurrentKind kind)
    {
        Tensor.Seed(2);
        RecurrentForecaster model = new(kind, 16);
        Adam optimizer = new(model.Parameters(), 0.01);
        float[] wave = [.. Enumerable.Range(0, 80).Select(i => (float)Math.Sin(i * 0.5))];
        Tensor x = Tensor.From<float>([.. Enumerable.Range(0, 70).SelectMany(i => wave[i..(i + 8)])], [70, 8, 1]), y = Tensor.From<float>([.. Enumerable.Range(0, 70).Select(i => wave[i + 8])], [70, 1]);
        double loss = 1;
        for (int i = 0; i < 150; i++)
        {
            optimizer.ZeroGrad();
            Tensor value = Loss.MeanSquaredError(model.Call(x), y);
            value.Backward();
            optimizer.Step();
            loss = value.ToDouble();
        }

        // A sine's mean square is ½; the last value misses by 0.12.
        Assert.True(loss < 0.01, $"{loss}");
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("lag of 1 with a horizon of 2", Assert.Throws<ShapeException>(() => new RecurrentForecaster(RecurrentKind.Gru, 4, horizon: 2, lag: 1)).Message, StringComparison.Ordinal);
        Assert.Contains("at least one step", Assert.Throws<ShapeException>(() => new RecurrentForecaster(RecurrentKind.Gru, 4, horizon: 0)).Message, StringComparison.Ordinal);
        Assert.Contains("[batch, steps, 1] of at least 12", Assert.Throws<ShapeException>(() => new RecurrentForecaster(RecurrentKind.Gru, 4, lag: 12).Forward(Tensor.Zeros([1, 11, 1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new RecurrentForecaster(RecurrentKind.Gru, 0));
    }
}
