using Lamina.Data;
using Lamina.NN;
using Lamina.Training;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Any first layer can be told the shape of a sample, also those that both doors share.</summary>
public sealed class InputShapeTests
{
    // A first layer, what it was told, and the parameters of the two dense layers behind it.
    static readonly (Func<Module<Tensor, Tensor>> First, TensorSpec Told, long Parameters)[] Cases =
    [
        (() => new Flatten(inputShape: [28, 28]), new(DType.Float32, [28, 28]), (784 * 5) + 5 + 12),
        (() => new Dropout(0.2, inputShape: [60]), new(DType.Float32, [60]), (60 * 5) + 5 + 12),
        (() => new Embedding(10, 4, inputShape: [7]), new(DType.Int64, [7]), 40 + (4 * 5) + 5 + 12),
        (() => new Sequential(new Flatten(inputShape: [2, 3])), new(DType.Float32, [2, 3]), (6 * 5) + 5 + 12),
    ];

    static Sequential Network(Module<Tensor, Tensor> first) => new(first, new Dense(5, Activation.Relu), new Dense(2));

    [Fact]
    public void The_layers_behind_are_built_at_once_and_a_file_keeps_the_shape()
    {
        foreach ((Func<Module<Tensor, Tensor>> first, TensorSpec told, long parameters) in Cases)
        {
            Sequential network = Network(first());
            Assert.Equal(told, network.KnownInput());
            Model model = network.Compile(new Adam(), Loss.MeanSquaredError());
            Assert.True(network.IsBuilt());
            Assert.Equal(parameters, model.ParameterCount);
            Assert.Equal(parameters, model.Summary().Rows.Sum(row => row.Parameters));

            string path = Path.Combine(Path.GetTempPath(), $"lamina-keras-{Guid.NewGuid():N}.lamina");
            try
            {
                model.Save(path);
                Model loaded = Model.Load(path);
                Assert.Equal(told, loaded.Module.KnownInput());
                Tensor x = told.DType == DType.Int64 ? Tensor.RandInt(told.Shape.Insert(0, 3), 0, 10) : Tensor.Randn(told.Shape.Insert(0, 3));
                Assert.Equal(model.Predict(x).ToArray<float>(), loaded.Predict(x).ToArray<float>());
            }
            finally
            {
                File.Delete(path);
            }
        }

        Assert.Null(Network(new Flatten()).KnownInput());
        Assert.False(Network(new Flatten()).Build());
    }

    // The first program of Keras' own introduction, line by line.
    [Fact]
    public void The_tutorials_network_trains_on_pictures()
    {
        Tensor.Seed(1);
        Model model = new Sequential(
            new Flatten(inputShape: [28, 28]),
            new Dense(128, Activation.Relu),
            new Dropout(0.2),
            new Dense(10)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);
        Assert.Equal(101_770, model.ParameterCount);
        History history = model.Fit(ArrayDataset.From(Digits.Generate(640, seed: 0)), epochs: 3, verbose: Verbosity.Silent);
        Assert.True(history.Epochs[^1].Metrics["loss"] < history.Epochs[0].Metrics["loss"]);
    }

    // Told rows × columns × channels, the network gets its pictures so.
    [Fact]
    public void Pictures_come_with_the_channels_where_the_first_layer_was_told()
    {
        Model model = new Sequential(new Dropout(0.1, inputShape: [28, 28, 1]), new Conv2D(4, 3), new Flatten(), new Dense(10))
            .Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true));
        model.Fit(ArrayDataset.From(Digits.Generate(64, seed: 0)), verbose: Verbosity.Silent);
        Assert.Equal([26, 26, 4], ((KerasLayer)((Sequential)model.Module)[1]).OutputShapeOf([28, 28, 1]));
    }
}
