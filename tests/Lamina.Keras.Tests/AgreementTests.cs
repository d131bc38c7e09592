using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>A front computes what the layer of Lamina.NN computes, to the bit.</summary>
public sealed class AgreementTests
{
    static Tensor First(Tensor x) => x.Permute(0, 3, 1, 2).Contiguous();

    static void Same(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.Equal(expected.ToArray<float>(), got.ToArray<float>());
    }

    [Fact]
    public void Convolution_of_channels_last_is_that_of_permuted_data()
    {
        Tensor.Seed(5);
        foreach (Padding padding in new[] { Padding.Valid, Padding.Same })
        {
            foreach (int stride in new[] { 1, 2 })
            {
                Conv2D front = new(6, (3, 2), Activation.Relu, padding, stride, inputShape: [9, 8, 4]);
                Conv2d behind = new(4, 6, (3, 2), stride, padding);
                behind.LoadStateDict(front.StateDict());
                Tensor x = Tensor.Randn([3, 9, 8, 4]).RequireGrad(), y = First(x.Detach()).RequireGrad();
                Tensor got = front.Forward(x), expected = behind.Forward(y).Relu().Permute(0, 2, 3, 1);
                Same(expected, got);

                Tensor upstream = Tensor.Randn(got.Shape);
                (got * upstream).Sum().Backward();
                (expected * upstream).Sum().Backward();
                Same(y.Grad!.Permute(0, 2, 3, 1), x.Grad!);
                Same(behind.Weight.Grad!, front.Layer!.Weight.Grad!);
            }
        }
    }

    [Fact]
    public void Pooling_of_channels_last_is_that_of_permuted_data()
    {
        Tensor x = Tensor.Randn([2, 8, 6, 3]);
        Same(new MaxPool2d(2).Forward(First(x)).Permute(0, 2, 3, 1), new MaxPooling2D(2).Forward(x));
        Same(new AvgPool2d(2).Forward(First(x)).Permute(0, 2, 3, 1), new AveragePooling2D(2).Forward(x));
        Assert.True((new AdaptiveAvgPool2d(1).Forward(First(x)).Flatten(1) - new GlobalAveragePooling2D().Forward(x)).Abs().Max().ToDouble() < 1e-6);
    }

    // By hand: what lies in the padding is neither the largest nor part of the mean.
    [Fact]
    public void Pooling_with_same_padding_sees_the_picture_alone()
    {
        Tensor x = Tensor.From([[-1f, -2f, -3f], [-4f, -5f, -6f], [-7f, -8f, -10f]]).Reshape(1, 3, 3, 1);
        Assert.Equal([-1f, -3f, -7f, -10f], new MaxPooling2D(2, padding: Padding.Same).Forward(x).ToArray<float>());
        Assert.Equal([-3f, -4.5f, -7.5f, -10f], new AveragePooling2D(2, padding: Padding.Same).Forward(x).ToArray<float>());
    }

    [Fact]
    public void Flatten_goes_through_rows_columns_channels()
    {
        Tensor x = Tensor.Arange(24).To(DType.Float32).Reshape(1, 2, 3, 4);
        Same(Tensor.Arange(24).To(DType.Float32).Reshape(1, 24), new Sequential(new MaxPooling2D(1), new Flatten()).Forward(x));
    }

    [Fact]
    public void Normalization_is_over_the_last_axis()
    {
        Tensor x = Tensor.Randn([4, 5, 3, 2]), sequences = Tensor.Randn([4, 5, 3]);
        Same(new BatchNorm2d(2, 1e-3, 0.01).Forward(x.Permute(0, 3, 1, 2)).Permute(0, 2, 3, 1), new BatchNormalization().Forward(x));
        Same(new BatchNorm1d(3, 1e-3, 0.01).Forward(sequences.Transpose(1, 2)).Transpose(1, 2), new BatchNormalization().Forward(sequences));
        Same(new LayerNorm([2], 1e-3).Forward(x), new LayerNormalization().Forward(x));
    }

    [Fact]
    public void Recurrent_layers_are_those_of_batch_first_with_one_bias()
    {
        Tensor.Seed(6);
        Tensor x = Tensor.Randn([3, 5, 2]);
        LSTM lstm = new(4, returnSequences: true, inputShape: [5, 2]);
        Lstm behind = new(2, 4, batchFirst: true);
        behind.LoadStateDict(Behind(lstm, lstm.Bias!.Value * 0));
        Same(behind.Forward(x).Output, lstm.Forward(x));

        GRU gru = new(4, inputShape: [5, 2]);
        gru.RecurrentBias!.Load(Tensor.Randn([12]));
        Gru other = new(2, 4, batchFirst: true);
        other.LoadStateDict(Behind(gru, gru.RecurrentBias));
        Same(other.Forward(x).Output.Slice(1, 4, 5).Squeeze(1), gru.Forward(x));

        SimpleRNN simple = new(4, Activation.Relu, inputShape: [5, 2]);
        Rnn third = new(2, 4, activation: RnnActivation.Relu, batchFirst: true);
        third.LoadStateDict(Behind(simple, simple.Bias!.Value * 0));
        Same(third.Forward(x).Output.Slice(1, 4, 5).Squeeze(1), simple.Forward(x));
    }

    static Dictionary<string, Tensor> Behind(RecurrentKerasLayer layer, Tensor secondBias) => new()
    {
        ["weight_ih_l0"] = layer.Weight!,
        ["weight_hh_l0"] = layer.RecurrentWeight!,
        ["bias_ih_l0"] = layer.Bias!,
        ["bias_hh_l0"] = secondBias,
    };

    [Fact]
    public void Activations_are_what_their_names_say()
    {
        double[] x = [-4, -1, -0.5, 0, 0.5, 1, 4];
        double sum = x.Sum(Math.Exp);
        Assert.Equal(0.8413447460685429, (1 + Erf(1 / Math.Sqrt(2))) / 2, 1e-15);
        (Activation Activation, Func<double, double> Formula)[] formulas =
        [
            (Activation.Linear, v => v), (Activation.Relu, v => Math.Max(v, 0)), (Activation.Relu6, v => Math.Clamp(v, 0, 6)), (Activation.LeakyRelu, v => v < 0 ? 0.2 * v : v),
            (Activation.Elu, v => v < 0 ? Math.Exp(v) - 1 : v), (Activation.Silu, v => v / (1 + Math.Exp(-v))), (Activation.Sigmoid, v => 1 / (1 + Math.Exp(-v))),
            (Activation.Selu, v => 1.0507009873554805 * (v < 0 ? 1.6732632423543772 * (Math.Exp(v) - 1) : v)), (Activation.Mish, v => v * Math.Tanh(Math.Log(1 + Math.Exp(v)))),
            (Activation.HardSigmoid, v => Math.Clamp(v + 3, 0, 6) / 6), (Activation.Tanh, Math.Tanh), (Activation.Softmax, v => Math.Exp(v) / sum), (Activation.LogSoftmax, v => v - Math.Log(sum)),
            (Activation.Gelu, v => v * (1 + Erf(v / Math.Sqrt(2))) / 2),
            (Activation.Softplus, v => Math.Log(1 + Math.Exp(v))), (Activation.Softsign, v => v / (1 + Math.Abs(v))), (Activation.Exponential, Math.Exp),
            (Activation.Celu, v => v < 0 ? Math.Exp(v) - 1 : v), (Activation.HardSilu, v => v * Math.Clamp(v + 3, 0, 6) / 6), (Activation.HardTanh, v => Math.Clamp(v, -1, 1)),
            (Activation.HardShrink, v => Math.Abs(v) > 0.5 ? v : 0), (Activation.SoftShrink, v => v > 0.5 ? v - 0.5 : v < -0.5 ? v + 0.5 : 0), (Activation.TanhShrink, v => v - Math.Tanh(v)),
            (Activation.LogSigmoid, v => -Math.Log(1 + Math.Exp(-v))), (Activation.Squareplus, v => (v + Math.Sqrt((v * v) + 4)) / 2),
            (Activation.SparsePlus, v => v <= -1 ? 0 : v >= 1 ? v : (v + 1) * (v + 1) / 4), (Activation.SparseSigmoid, v => Math.Clamp((v + 1) / 2, 0, 1)),
            (Activation.Sparsemax, v => v == 4 ? 1 : 0),
        ];
        foreach ((Activation activation, Func<double, double> formula) in formulas)
        {
            Dense dense = new(7, activation, useBias: false, inputShape: [7]);
            dense.To(DType.Float64);
            dense.Layer!.Weight.Load(Tensor.Eye(7));
            double[] y = dense.Forward(Tensor.From(x).Unsqueeze(0)).ToArray<double>();
            for (int i = 0; i < x.Length; i++)
                Assert.True(Math.Abs(formula(x[i]) - y[i]) < 1e-9, $"{activation} of {x[i]}: {y[i]}, not {formula(x[i])}");
        }

        Assert.Equal(Enum.GetValues<Activation>().Order(), formulas.Select(f => f.Activation).Order());
    }

    // 2/√π·exp(−x²)·Σ 2ⁿx²ⁿ⁺¹/(2n + 1)!!, whose terms have one sign. Keras' gelu is x·Φ(x) unless `approximate` asks for the form with tanh, which is off by 2e-4.
    static double Erf(double x)
    {
        double term = x, sum = x;
        for (int n = 1; n < 100; n++)
            sum += term *= 2 * x * x / ((2 * n) + 1);
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
