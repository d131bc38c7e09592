using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

public sealed class ParameterTests
{
    static Sequential MnistCnn() => new(
        new Conv2D(32, kernelSize: 3, Activation.Relu, inputShape: [28, 28, 1]),
        new MaxPooling2D(2),
        new Flatten(),
        new Dense(128, Activation.Relu),
        new Dense(10));

    [Fact]
    public void Counts_are_those_that_Keras_prints()
    {
        Sequential cnn = MnistCnn();
        Assert.Equal(320, cnn[0].ParameterCount);
        Assert.True(cnn.Build());
        Assert.Equal([320L, 0, 0, 692_352, 1_290], cnn.Select(layer => layer.ParameterCount));

        // Keras' guide: 64-64-10 over 784, and its simple convolutional network for MNIST, 34,826.
        Sequential mlp = new(new Dense(64, Activation.Relu, inputShape: [784]), new Dense(64, Activation.Relu), new Dense(10, Activation.Softmax));
        mlp.Build();
        Assert.Equal(55_050, mlp.ParameterCount);
        Sequential convnet = new(
            new Input([28, 28, 1]), new Conv2D(32, 3, Activation.Relu), new MaxPooling2D(2), new Conv2D(64, 3, Activation.Relu), new MaxPooling2D(2),
            new Flatten(), new Dropout(0.5), new Dense(10, Activation.Softmax));
        convnet.Build();
        Assert.Equal(34_826, convnet.ParameterCount);

        Assert.Equal(10_400, new LSTM(50, inputShape: [3, 1]).ParameterCount);
        Assert.Equal(20_200, new LSTM(50, inputShape: [3, 50]).ParameterCount);
        Assert.Equal(7_950, new GRU(50, inputShape: [3, 1]).ParameterCount);
        Assert.Equal(2_600, new SimpleRNN(50, inputShape: [3, 1]).ParameterCount);
        Assert.Equal(64, new BatchNormalization(inputShape: [32]).ParameterCount);
    }

    [Fact]
    public void Keys_are_those_of_the_layers_behind_and_lead_back()
    {
        Sequential cnn = MnistCnn();
        cnn.Build();
        Assert.Equal(["0.weight", "0.bias", "3.weight", "3.bias", "4.weight", "4.bias"], cnn.StateDict().Keys);
        Sequential other = MnistCnn();
        other.Build();
        other.LoadStateDict(cnn.StateDict());
        Tensor x = Tensor.Randn([2, 28, 28, 1]);
        Assert.Equal(cnn.Forward(x).ToArray<float>(), other.Forward(x).ToArray<float>());
        Assert.Same(cnn[3], cnn.Get("3"));
    }

    [Fact]
    public void First_values_are_those_of_Keras()
    {
        Tensor.Seed(3);
        Dense dense = new(40, inputShape: [60]);
        double limit = Math.Sqrt(6.0 / (40 + 60));
        double[] weights = dense.Layer!.Weight.Value.ToArray<double>();
        Assert.All(weights, value => Assert.InRange(value, -limit, limit));
        Assert.InRange(weights.Max(), 0.95 * limit, limit);
        Assert.InRange(weights.Sum(value => value * value) / weights.Length, 0.9 * limit * limit / 3, 1.1 * limit * limit / 3);
        Assert.All(dense.Layer.Bias!.Value.ToArray<double>(), value => Assert.Equal(0, value));

        LSTM lstm = new(6, inputShape: [5, 2]);
        Assert.Equal([.. new float[6], .. Enumerable.Repeat(1f, 6), .. new float[12]], lstm.Bias!.Value.ToArray<float>());
        Tensor gram = lstm.RecurrentWeight!.T.MatMul(lstm.RecurrentWeight);
        Assert.True((gram - Tensor.Eye(6)).Abs().Max().ToDouble() < 1e-5);
        double bound = Math.Sqrt(6.0 / (24 + 2));
        Assert.InRange(lstm.Weight!.Value.Abs().Max().ToDouble(), 0.8 * bound, bound);
    }
}
