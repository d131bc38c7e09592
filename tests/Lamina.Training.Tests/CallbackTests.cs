using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class CallbackTests
{
    static readonly double[] Falling = [3, 2, 1, 1.5, 1.2, 1.1, 0.5];

    // A value that a test prescribes epoch by epoch, in the place of a metric.
    sealed class Prescribed(double[] values, bool higher = false) : Metric
    {
        int _read;

        public override string Name => "prescribed";

        public override bool HigherIsBetter => higher;

        protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => [Number(0)];

        protected internal override Tensor Result(IReadOnlyList<Tensor> state) => Number(values[Math.Min(_read++, values.Length - 1)]);
    }

    static Model Make(params Metric[] metrics) => Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy(), metrics);

    static History Fit(Model model, int epochs, params Callback[] callbacks) =>
        model.Fit(Problems.CloudSet(), epochs, batchSize: 100, callbacks: callbacks, verbose: Verbosity.Silent);

    [Fact]
    public void Hooks_are_called_around_fit_epochs_and_batches()
    {
        List<string> calls = [];
        Action<TrainingContext> Note(string name) => context => calls.Add($"{name} {context.Epoch}.{context.Batch}/{context.Batches} step {context.Step}");
        LambdaCallback callback = new(Note("before fit"), Note("after fit"), Note("before epoch"), Note("after epoch"), Note("before batch"), Note("after batch"));
        Fit(Make(), 1, callback);
        Assert.Equal(
            [
                "before fit 0.0/3 step 0", "before epoch 1.0/3 step 0",
                "before batch 1.1/3 step 0", "after batch 1.1/3 step 1",
                "before batch 1.2/3 step 1", "after batch 1.2/3 step 2",
                "before batch 1.3/3 step 2", "after batch 1.3/3 step 3",
                "after epoch 1.3/3 step 3", "after fit 1.3/3 step 3",
            ],
            calls);
    }

    [Fact]
    public void A_callback_sees_the_loss_of_each_step_and_the_logs_and_can_stop()
    {
        Model model = Make(Metric.Accuracy);
        List<double> losses = [];
        IReadOnlyDictionary<string, double>? logs = null;
        History history = Fit(model, 5, new LambdaCallback(
            afterBatch: context => losses.Add(context.BatchLoss),
            afterEpoch: context =>
            {
                logs = context.Logs;
                context.Stop("enough");
            }));
        Assert.Equal("enough", history.StoppedBecause);
        Assert.EndsWith("stopped: enough", history.ToString());
        Assert.Single(history.Epochs);
        Assert.Equal(["loss", "accuracy"], logs!.Keys);
        Assert.Equal(losses.Average(), logs["loss"], 6);
    }

    [Fact]
    public void Early_stopping_waits_for_its_patience_and_brings_back_the_best_weights()
    {
        foreach ((double[] values, bool higher) in ((double[], bool)[])[(Falling, false), ([.. Falling.Select(value => -value)], true)])
        {
            Model model = Make(new Prescribed(values, higher));
            Dictionary<long, string> hashes = [];
            EarlyStopping stopping = new("prescribed", patience: 3);
            History history = Fit(model, 10, stopping, new LambdaCallback(afterEpoch: context => hashes[context.Epoch] = Problems.Hash(model)));
            Assert.Equal(6, history.Epochs.Count);
            Assert.Equal(3, stopping.BestEpoch);
            Assert.Equal("prescribed was best in epoch 3 and has not become better in 3 epochs", history.StoppedBecause);
            Assert.Equal(hashes[3], Problems.Hash(model));
            Assert.NotEqual(hashes[6], hashes[3]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Early_stopping_gives_back_the_averaged_weights_that_were_measured(bool averageFirst)
    {
        Model model = Make(new Prescribed([3, 2, 1, 2, 3]));
        Dictionary<long, string> averages = [], own = [];
        AverageWeights average = new(decay: 0.9);
        EarlyStopping stopping = new("prescribed", patience: 2);
        LambdaCallback notes = new(afterEpoch: context =>
        {
            own[context.Epoch] = Problems.Hash(model);
            using IDisposable? measured = model.ApplyAverage();
            averages[context.Epoch] = Problems.Hash(model);
        });
        Fit(model, 5, averageFirst ? [average, stopping, notes] : [stopping, average, notes]);
        Assert.NotEqual(own[3], averages[3]);
        Assert.Equal(averages[3], Problems.Hash(model));

        // What is measured from now on are these weights, and no average of later ones.
        using (model.ApplyAverage())
            Assert.Equal(averages[3], Problems.Hash(model));
        Fit(model, 1);
        Assert.NotEqual(averages[3], Problems.Hash(model));
    }

    [Fact]
    public void Early_stopping_names_what_it_could_follow()
    {
        KeyNotFoundException error = Assert.Throws<KeyNotFoundException>(() => Fit(Make(Metric.Accuracy), 2, new EarlyStopping("val_accuracy")));
        Assert.Contains("Measured are: loss, accuracy", error.Message);
    }

    [Fact]
    public void A_checkpoint_keeps_the_best_and_the_last()
    {
        using TemporaryFolder folder = new();
        Model model = Make(new Prescribed(Falling));
        Dictionary<long, string> hashes = [];
        ModelCheckpoint checkpoint = new(folder.File("run"), "prescribed");
        Fit(model, 5, checkpoint, new LambdaCallback(afterEpoch: context => hashes[context.Epoch] = Problems.Hash(model)));
        Assert.Equal(1, checkpoint.Best);
        Assert.Equal(hashes[3], Problems.Hash(Model.Load(checkpoint.BestPath)));
        Assert.Equal(hashes[5], Problems.Hash(Model.Load(checkpoint.LastPath)));
        Assert.Equal(new TrainingPosition(3, 0, 9), Model.Load(checkpoint.BestPath).Position);
        Assert.Equal(["best.lamina", "last.lamina"], Directory.EnumerateFiles(folder.File("run")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_plateau_lowers_the_rate()
    {
        Model model = Make(new Prescribed([3, 2, 2, 2, 2, 1, 1, 1]));
        History history = Fit(model, 8, new ReduceOnPlateau("prescribed", factor: 0.5, patience: 1));
        // A record shows the rate with which its epoch was trained.
        Assert.Equal([0.05, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.025], history.Epochs.Select(epoch => epoch.LearningRate));
        Assert.Equal(0.0125, model.Optimizer.LearningRate);
        Assert.Equal(0.05, Fit(Make(new Prescribed([1, 2, 3, 4], higher: true)), 4, new ReduceOnPlateau("prescribed", patience: 0)).Epochs[^1].LearningRate);
        Assert.Contains("Measured are", Assert.Throws<KeyNotFoundException>(() => Fit(Make(), 1, new ReduceOnPlateau("val_loss"))).Message);
    }

    [Fact]
    public void A_schedule_sets_the_rate_by_epoch_or_by_step()
    {
        Model model = Make();
        Assert.Equal([0.5, 0.25, 0.125], Fit(model, 3, LearningRateSchedule.ByEpoch(epoch => 0.5 / Math.Pow(2, epoch))).Epochs.Select(epoch => epoch.LearningRate));
        Assert.Equal([1, 0.25, 0.0625], Fit(Make(), 3, LearningRateSchedule.ByEpoch(Schedule.Exponential(1, 0.25))).Epochs.Select(epoch => epoch.LearningRate));
        List<double> rates = [];
        Fit(model, 1, LearningRateSchedule.ByStep(step => 1.0 / (step + 1)), new LambdaCallback(afterBatch: context => rates.Add(context.Model.Optimizer.LearningRate)));
        Assert.Equal([1.0 / 10, 1.0 / 11, 1.0 / 12], rates);
    }

    [Fact]
    public void A_log_has_a_line_for_each_epoch_and_is_continued()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("logs/run.csv");
        Model model = Make(Metric.Accuracy);
        History history = Fit(model, 2, new CsvLog(path));
        Fit(model, 1, new CsvLog(path));
        string[] lines = File.ReadAllLines(path);
        Assert.Equal("epoch,learning_rate,seconds,loss,accuracy", lines[0]);
        Assert.Equal(["1", "2", "3"], lines[1..].Select(line => line.Split(',')[0]));
        Assert.Equal(history["loss"], lines[1..3].Select(line => double.Parse(line.Split(',')[3], System.Globalization.CultureInfo.InvariantCulture)));
        IOException error = Assert.Throws<IOException>(() => Fit(Make(Metric.TopK(2)), 1, new CsvLog(path)));
        Assert.Contains("append: false", error.Message);
    }

    [Fact]
    public void A_loss_that_is_no_number_ends_training_with_the_step_and_the_cause()
    {
        (float[,] x, long[] y) = Problems.Clouds();
        x[250, 1] = float.NaN;
        Model model = Make();
        TrainingException error = Assert.Throws<TrainingException>(() => model.Fit(x, y, epochs: 3, batchSize: 100, shuffle: false, verbose: Verbosity.Silent));
        Assert.StartsWith("The loss is not a number at step 3 (batch 3 of epoch 1). The input of sample 50 of the batch holds NaN", error.Message);
        Assert.DoesNotContain('\n', error.Message);

        // The data is fine, the learning rate is not.
        Model wild = Problems.Mlp().Compile(new Sgd(1e30), Loss.MeanSquaredError());
        Assert.Contains("lower the learning rate", Assert.Throws<TrainingException>(() => wild.Fit(Problems.OneHotClouds(), epochs: 9, verbose: Verbosity.Silent)).Message);

        // Who wants to look at it may.
        History history = model.Fit(x, y, epochs: 1, batchSize: 100, callbacks: [new StopOnNaN(enabled: false)], verbose: Verbosity.Silent);
        Assert.True(double.IsNaN(history["loss"][0]));
    }

    [Fact]
    public void Test_data_reaches_no_callback()
    {
        Model model = Make(Metric.Accuracy);
        int calls = 0;
        LambdaCallback counting = new(_ => calls++, _ => calls++, _ => calls++, _ => calls++, _ => calls++, _ => calls++);
        Fit(model, 1, counting);
        int before = calls;
        History history = Fit(model, 1, counting);
        model.Evaluate(Problems.CloudSet(seed: 8));
        Assert.Equal(2 * before, calls);
        Assert.Single(history.Epochs);
        Assert.DoesNotContain("test", string.Join(",", history.Epochs[0].Metrics.Keys));
    }
}
