using Lamina.Data;
using Lamina.NN;
using Lamina.Training;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Programs as users write them.</summary>
public sealed class ProgramTests
{
    static ArrayDataset Pictures(int count, DigitsPart part = DigitsPart.Train) => ArrayDataset.From(Digits.Generate(count, seed: 0, part: part));

    static Model Cnn()
    {
        Tensor.Seed(1);
        return new Sequential(
            new Conv2D(8, kernelSize: 3, Activation.Relu),
            new MaxPooling2D(2),
            new Flatten(),
            new Dense(32, Activation.Relu),
            new Dense(10)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);
    }

    static float[] Weights(Model model) => [.. model.Module.StateDict().Values.SelectMany(tensor => tensor.ToArray<float>())];

    [Fact]
    public void The_first_program_trains_saves_and_goes_on()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lamina-keras-{Guid.NewGuid():N}.lamina");
        Model model = Cnn();
        Assert.Equal(0, model.ParameterCount);
        model.Fit(Pictures(2000), epochs: 2, validationSplit: 0.1, verbose: Verbosity.Silent);
        Evaluation first = model.Evaluate(Pictures(500, DigitsPart.Test));
        Assert.True(first["accuracy"] > 0.7, first.ToString());
        try
        {
            model.Save(path);
            Model loaded = Model.Load(path);
            Tensor x = Pictures(16).ChannelsLast().ReadAll().Input;
            Assert.Equal(model.Predict(x).ToArray<float>(), loaded.Predict(x).ToArray<float>());
            foreach (Model goesOn in new[] { model, loaded })
                goesOn.Fit(Pictures(500), verbose: Verbosity.Silent);
            Assert.Equal(Weights(model), Weights(loaded));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Pictures_come_with_the_channels_where_the_network_has_them()
    {
        Model asked = Cnn(), arranged = Cnn(), told = new Sequential(new Input([28, 28, 1]), new Conv2D(4, 3), new Flatten(), new Dense(10))
            .Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true));
        foreach ((Model model, ArrayDataset train) in new[] { (asked, Pictures(64).ChannelsLast()), (arranged, Pictures(64)) })
        {
            Tensor.Seed(1);
            model.Fit(train, validationData: Pictures(20, DigitsPart.Test), verbose: Verbosity.Silent);
        }

        Assert.Equal(Weights(asked), Weights(arranged));
        Assert.Equal(asked.Predict(Pictures(5)).ToArray<float>(), arranged.Predict(Pictures(5).ChannelsLast()).ToArray<float>());
        told.Fit(Pictures(64), verbose: Verbosity.Silent);

        // A network of Lamina.NN takes them as they are.
        Model first = new Sequential(new Conv2d(1, 4, 3), new NN.Flatten(), new Linear(4 * 26 * 26, 10)).Compile(new Adam(), Loss.SparseCategoricalCrossEntropy(fromLogits: true));
        first.Fit(Pictures(64), verbose: Verbosity.Silent);
        Assert.Equal([5, 10], first.Predict(Pictures(5)).Shape);
    }

    [Fact]
    public void Captured_and_built_before_or_at_the_first_batch_train_to_the_same_bits()
    {
        Model lazy = Cnn(), captured = Cnn(), early = Cnn();
        early.Module.Build(Tensor.Zeros([1, 28, 28, 1]));
        ArrayDataset train = Pictures(320);
        // The seed of the weights is set in Cnn; each network draws its own right before it trains.
        foreach ((Model model, bool capture) in new[] { (lazy, false), (captured, true) })
        {
            Tensor.Seed(1);
            model.Fit(train, verbose: Verbosity.Silent, captured: capture);
        }

        early.Fit(train, verbose: Verbosity.Silent);
        Assert.Equal(Weights(lazy), Weights(captured));
        Assert.Equal(Weights(lazy), Weights(early));
    }

    [Fact]
    public void Every_layer_goes_through_a_file()
    {
        (Sequential Network, Shape Sample)[] networks =
        [
            (new Sequential(
                new Input([8, 8, 2]), new Conv2D(4, 3, Activation.Relu, Padding.Same, strides: 2), new BatchNormalization(), new MaxPooling2D(2, padding: Padding.Same),
                new Conv2D(6, 1, useBias: false), new AveragePooling2D(2), new GlobalAveragePooling2D(), new Dense(3, Activation.Softmax)), [8, 8, 2]),
            (new Sequential(
                new Conv1D(4, 3, Activation.Relu, Padding.Same, strides: 2, dilationRate: 1, groups: 2, useBias: false, inputShape: [16, 2]), new DepthwiseConv1D(3, depthMultiplier: 2), new SeparableConv1D(6, 3, dilationRate: 2),
                new Conv1DTranspose(3, 4, strides: 3, outputPadding: 2), new Flatten(), new Dense(2)), [16, 2]),
            (new Sequential(
                new DepthwiseConv2D(3, Activation.Relu, depthMultiplier: 2, inputShape: [8, 8, 2]), new SeparableConv2D(5, (3, 2), strides: 2, depthMultiplier: 2),
                new Conv2DTranspose(3, 3, padding: Padding.Same, strides: 2), new Conv2DTranspose(3, 3, strides: 2, outputPadding: (1, 0), dilationRate: 2, useBias: false)), [8, 8, 2]),
            (new Sequential(
                new Conv3D(4, (2, 3, 3), Activation.Relu, strides: (1, 2, 1), groups: 2, inputShape: [4, 7, 6, 2]), new Conv3DTranspose(2, (2, 3, 1), padding: Padding.Same, strides: 2)), [4, 7, 6, 2]),
            (new Sequential(
                new SimpleRNN(4, Activation.Relu, returnSequences: true, inputShape: [5, 2]), new LSTM(3, returnSequences: true), new LayerNormalization(), new GRU(4), new Dense(2)), [5, 2]),
        ];
        foreach ((Sequential network, Shape sample) in networks)
        {
            string path = Path.Combine(Path.GetTempPath(), $"lamina-keras-{Guid.NewGuid():N}.lamina");
            Model model = network.Compile(new Adam(), Loss.MeanSquaredError());
            Assert.True(network.IsBuilt());
            try
            {
                model.Save(path);
                Tensor x = Tensor.Randn(sample.Insert(0, 4));
                Model loaded = Model.Load(path);
                Assert.Equal(model.Predict(x).ToArray<float>(), loaded.Predict(x).ToArray<float>());
                Assert.Equal(network.Select(layer => layer.ToString()), ((Sequential)loaded.Module).Select(layer => layer.ToString()));
            }
            finally
            {
                File.Delete(path);
            }
        }
    }

    [Fact]
    public void A_network_built_by_Add_learns_a_sequence_with_dropout_and_mode()
    {
        Tensor.Seed(2);
        Sequential network = new();
        network.Add(new LSTM(12, returnSequences: true, inputShape: [8, 1]));
        network.Add(new Dropout(0.1));
        network.Add(new LSTM(12));
        network.Add(new Dense(1));
        Model model = network.Compile(new Adam(0.01), Loss.MeanSquaredError());
        Assert.Equal(network.ParameterCount, model.Summary().Rows.Sum(row => row.Parameters));
        Assert.Equal(network.Count + 1, model.Summary().Rows.Count);

        TimeSeries sine = new("sine", [.. Enumerable.Range(0, 200).Select(i => Math.Sin(i * 0.4))]);
        History history = model.Fit(sine.Windows(8), epochs: 15, verbose: Verbosity.Silent);
        Assert.True(model.Evaluate(sine.Windows(8)).Loss < 0.02, model.Evaluate(sine.Windows(8)).ToString());
        Assert.Equal(15, history.Epochs.Count);
    }
}
