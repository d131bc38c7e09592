using Lamina.Data;
using Lamina.Formats;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class SaveTests
{
    static Model Network() => Problems.Cnn(dropout: true).Compile(
        new AdamW(0.004, weightDecay: 0.02), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy, Metric.TopK(2));

    static void Train(Model model, int epochs) =>
        model.Fit(Problems.Bars(), epochs, batchSize: 20, seed: 5, validationSplit: 0.2, verbose: Verbosity.Silent);

    [Fact]
    public void A_loaded_model_predicts_the_same_bits_and_trains_on_as_the_one_that_was_never_stopped()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("model.lamina");
        Tensor x = Problems.Bars(seed: 9).ReadAll().Input;
        Generator.Default.Reset(11);
        Model whole = Network();
        Train(whole, 5);

        Generator.Default.Reset(11);
        Model first = Network();
        Train(first, 2);
        first.Save(path);
        float[] said = first.Predict(x).ToArray<float>();

        GeneratorState elsewhere = new(99, 0, 17);
        Generator.Default.State = elsewhere;
        Model second = Model.Load(path);
        Assert.Equal(elsewhere, Generator.Default.State);
        Assert.Equal(said, second.Predict(x).ToArray<float>());
        Assert.Equal(new TrainingPosition(2, 0, 8), second.Position);
        Assert.Equal(["accuracy", "top_2_accuracy"], second.Metrics.Select(metric => metric.Name));
        Assert.Equal(first.Evaluate(Problems.Bars()).ToString(), second.Evaluate(Problems.Bars()).ToString());
        Train(second, 3);
        Assert.Equal(Problems.Hash(whole), Problems.Hash(second));

        // The same model makes the same bytes, so nothing was lost on the way.
        Model.Load(path).Save(folder.File("again.lamina"));
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(folder.File("again.lamina")));
    }

    [Fact]
    public void A_training_that_was_cancelled_in_an_epoch_goes_on_at_its_batch()
    {
        using TemporaryFolder folder = new();
        Generator.Default.Reset(11);
        Model whole = Network();
        Train(whole, 3);

        Generator.Default.Reset(11);
        Model part = Network();
        using CancellationTokenSource source = new();
        History history = part.Fit(Problems.Bars(), 3, batchSize: 20, seed: 5, validationSplit: 0.2, verbose: Verbosity.Silent, cancellationToken: source.Token,
            callbacks: [new LambdaCallback(beforeBatch: context =>
            {
                if (context.Step == 5)
                    source.Cancel();
            })]);

        // The step that ran was finished: the sixth.
        Assert.Equal("cancelled", history.StoppedBecause);
        Assert.Single(history.Epochs);
        Assert.Equal(new TrainingPosition(1, 2, 6), part.Position);
        part.Save(folder.File("part.lamina"));
        Model rest = Model.Load(folder.File("part.lamina"));
        Train(rest, 2);
        Assert.Equal(Problems.Hash(whole), Problems.Hash(rest));
    }

    [Fact]
    public void A_class_of_ones_own_loads_into_an_instance_that_the_user_makes()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("own.lamina");
        Model model = new Own().Compile(new Sgd(0.1), (prediction, target) => (prediction - target).Square().Mean(), Metric.MeanAbsoluteError);
        model.Fit(Problems.OneHotClouds(), epochs: 1, verbose: Verbosity.Silent);
        model.Save(path);

        FileFormatException error = Assert.Throws<FileFormatException>(() => Model.Load(path));
        Assert.Contains("'Own'", error.Message);
        Assert.Contains("Model.Load(path, new YourModule())", error.Message);
        Model loaded = Model.Load(path, new Own());
        Assert.Equal(Problems.Hash(model), Problems.Hash(loaded));
        Assert.Throws<InvalidOperationException>(() => loaded.Evaluate(Problems.OneHotClouds()));
        Model trained = Model.Load(path, new Own(), loss: Loss.MeanSquaredError());
        trained.Fit(Problems.OneHotClouds(), epochs: 1, verbose: Verbosity.Silent);
        model.Fit(Problems.OneHotClouds(), epochs: 1, verbose: Verbosity.Silent);
        Assert.Equal(Problems.Hash(model), Problems.Hash(trained));

        Model third = new Own().Compile(new Sgd(0.1), Loss.MeanSquaredError());
        third.LoadWeights(path);
        Assert.Equal(Problems.Hash(loaded), Problems.Hash(third));
        Assert.Throws<StateDictException>(() => Model.Load(path, Problems.Cnn()));
    }

    [Fact]
    public void Preprocessing_travels_with_the_model()
    {
        using TemporaryFolder folder = new();
        ArrayDataset data = Problems.CloudSet().Normalize(new Normalization([0.5, 0.25], [2, 3]));
        Model model = Problems.Mlp().Compile(new Sgd(0.1), Loss.CrossEntropy());
        model.Fit(data, epochs: 1, verbose: Verbosity.Silent);
        model.Save(folder.File("model.lamina"));
        Preprocessing loaded = Model.Load(folder.File("model.lamina")).Preprocessing;
        Assert.Equal(data.Info.Normalizations[0], loaded.Normalization);
        Assert.Equal(new TensorSpec(DType.Float32, [2]), loaded.Input);
        Assert.Equal(data.ReadAll().Input.ToArray<float>(), loaded.Apply(Problems.CloudSet().ReadAll().Input).ToArray<float>());
    }

    [Fact]
    public void Nothing_half_written_is_left_when_saving_fails()
    {
        using TemporaryFolder folder = new();
        Model model = Problems.Mlp().Compile(new Sgd(0.1), Loss.CrossEntropy());
        model.Save(folder.File("model.lamina"));
        byte[] before = File.ReadAllBytes(folder.File("model.lamina"));
        Directory.CreateDirectory(folder.File("taken"));
        Assert.ThrowsAny<Exception>(() => model.Save(folder.File("taken")));
        Assert.Equal(["model.lamina", "taken"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(before, File.ReadAllBytes(folder.File("model.lamina")));
    }

    sealed class Own : Module<Tensor, Tensor>
    {
        readonly Linear _first = Problems.Fill(new Linear(2, 8)), _second = Problems.Fill(new Linear(8, 3));

        public override Tensor Forward(Tensor x) => _second.Forward(_first.Forward(x).Relu());
    }
}
