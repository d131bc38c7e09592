using System.Text.Json.Nodes;
using Lamina.Cpu;
using Lamina.Data;
using Lamina.Formats;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>A training that breaks off anywhere, and is called again with a new model, comes to the bits of one that did not.</summary>
[Collection(nameof(Alone))]
public class BackupTests
{
    const int Epochs = 4;

    sealed class Crash : Exception;

    sealed record Case(string Name, Func<Model> Make, IDataset Data, int Accumulate = 1, double Split = 0.2);

    // What a process leaves: weights, history, the log, the files of the best and the last, and why it stopped.
    sealed record Outcome(string Weights, string History, string Log, string Best, string Last, double Rate, string? Stopped);

    static readonly Case[] Cases =
    [
        new("dropout, batch normalization, captured", () => Problems.Cnn(dropout: true).Compile(new AdamW(0.004, weightDecay: 0.02), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy, Metric.TopK(2)), Problems.Bars(60)),
        new("a recurrent network, a metric that keeps samples", () => Problems.Reader().Compile(new Adam(0.003), Loss.CrossEntropy(), Metric.Auroc(Classes.Multiclass(3))), Problems.Sentences(50)),
        new("updates of three batches", () => Problems.Mlp().Compile(new Sgd(0.05, momentum: 0.9), Loss.CrossEntropy(), Metric.Accuracy), Problems.CloudSet(75), Accumulate: 3),
        new("averages, scaling, short activations", Mixed, Problems.CloudSet(60), Split: 0),
    ];

    static Model Mixed()
    {
        Sequential net = Problems.Mlp();
        Model model = net.Compile(new Muon(), Loss.CrossEntropy(), Metric.Accuracy);
        (model.Activations, model.Average, model.LossScaler) = (DType.Float16, WeightAverage.Exponential(net, 0.9), new LossScaler(interval: 4));
        return model;
    }

    static Outcome Train(Case tried, string folder, Action<TrainingContext, string>? at = null, int workers = 1, TimeSpan? interval = null)
    {
        Model model = tried.Make();
        Generator.Default.Reset(11);
        string log = Path.Combine(folder, "log.csv");
        ModelCheckpoint files = new(Path.Combine(folder, "files"));
        LambdaCallback hooks = new(
            afterBatch: context => at?.Invoke(context, "batch"), afterEpoch: context => at?.Invoke(context, "epoch"), afterFit: context => at?.Invoke(context, "fit"));
        IDataset train = tried.Data, validation = tried.Data;
        if (tried.Split > 0)
            (train, validation) = tried.Data.SplitLast(tried.Split);
        History history = model.Fit(
            new DataLoader(train, 8, shuffle: true, seed: 5, workers: workers), Epochs, validation, accumulate: tried.Accumulate, verbose: Verbosity.Silent,
            callbacks: [new BackupAndRestore(Path.Combine(folder, "backup"), interval ?? TimeSpan.Zero), new EarlyStopping(patience: 2), new ReduceOnPlateau(patience: 0, factor: 0.5), new CsvLog(log), files, hooks]);
        Assert.False(File.Exists(BackupAndRestore.PathIn(Path.Combine(folder, "backup"))), tried.Name);
        string lines = string.Join('\n', File.ReadLines(log).Select(line => string.Join(',', line.Split(',').Where((_, i) => i != 2))));
        return new Outcome(
            Problems.Hash(model), string.Join(" ", history.Epochs.SelectMany(epoch => epoch.Metrics.Select(pair => $"{epoch.Epoch}:{pair.Key}={pair.Value:R}").Append($"{epoch.LearningRate:R} {epoch.Samples}"))),
            lines, Problems.Hash(Model.Load(files.BestPath)), Problems.Hash(Model.Load(files.LastPath)), model.Optimizer.LearningRate, history.StoppedBecause);
    }

    [Fact]
    public void Broken_off_after_any_step_epoch_or_at_the_end_it_comes_to_the_same_bits()
    {
        foreach (Case tried in Cases)
        {
            using TemporaryFolder whole = new();
            long last = 0;
            Outcome expected = Train(tried, whole.Path, (context, _) => last = context.Step);
            List<(string Hook, long Step)> places = [.. Enumerable.Range(1, (int)last).Select(step => ("batch", (long)step)), ("fit", last)];
            places.AddRange(Enumerable.Range(1, (int)(last / (last / Epochs))).Select(epoch => ("epoch", epoch * (last / Epochs))));
            foreach ((string hook, long step) in places)
            {
                using TemporaryFolder folder = new();
                bool isBroken = false;
                try
                {
                    Train(tried, folder.Path, (context, called) =>
                    {
                        if (called == hook && context.Step == step)
                            throw new Crash();
                    });
                }
                catch (Crash)
                {
                    isBroken = true;
                }

                Outcome outcome = isBroken ? Train(tried, folder.Path) : expected;
                Assert.True(isBroken || hook == "epoch", $"{tried.Name}: {hook} {step}");
                Assert.True(expected == outcome, $"{tried.Name}, {hook} {step}:\n{expected}\n{outcome}");
            }
        }
    }

    [Fact]
    public void Broken_off_again_and_again_with_other_threads_and_workers_it_comes_to_the_same_bits()
    {
        Case tried = Cases[0];
        using TemporaryFolder whole = new(), folder = new();
        Outcome expected = Train(tried, whole.Path);
        int before = Workers.Count, broken = 0;
        Outcome? outcome = null;
        try
        {
            while (outcome is null)
            {
                Workers.Count = 1 + (broken % 3);
                int steps = 0;
                try
                {
                    outcome = Train(tried, folder.Path, workers: broken % 4, at: (_, called) =>
                    {
                        if (called == "batch" && ++steps == 3)
                            throw new Crash();
                    });
                }
                catch (Crash)
                {
                    broken++;
                }
            }
        }
        finally
        {
            Workers.Count = before;
        }

        Assert.True(broken > 3, $"{broken}");
        Assert.Equal(expected, outcome);
    }

    [Fact]
    public void What_is_cancelled_is_saved_and_goes_on_from_the_file_alone()
    {
        using TemporaryFolder folder = new();
        Model whole = Cases[0].Make();
        Generator.Default.Reset(11);
        History expected = Fit(whole, 3);

        Model part = Cases[0].Make();
        Generator.Default.Reset(11);
        using CancellationTokenSource source = new();
        TrainingPosition? at = null;
        BackupAndRestore backup = new(folder.Path);
        Fit(part, 3, source.Token, backup, new LambdaCallback(afterBatch: context =>
        {
            if (context.Step == 11)
                source.Cancel();
        }));
        Assert.True(File.Exists(backup.Path));
        Generator.Default.Reset(99);
        Model rest = Model.Load(backup.Path);
        Assert.Equal(new TrainingPosition(1, 3, 11), rest.Position);

        // Nothing of the training is lost by saving before it goes on.
        rest.Save(folder.File("again.lamina"));
        Assert.Equal(File.ReadAllBytes(backup.Path), File.ReadAllBytes(folder.File("again.lamina")));
        History history = Fit(rest, 2);
        Assert.Equal(Problems.Hash(whole), Problems.Hash(rest));
        Assert.Equal(expected["loss"], history["loss"]);
        Assert.Equal(expected["val_accuracy"], history["val_accuracy"]);

        // The same call in a new process.
        Model again = Cases[0].Make();
        Fit(again, 3, default, new BackupAndRestore(folder.Path, restored: position => at = position));
        Assert.Equal(new TrainingPosition(1, 3, 11), at);
        Assert.Equal(Problems.Hash(whole), Problems.Hash(again));
        Assert.False(File.Exists(backup.Path));

        static History Fit(Model model, int epochs, CancellationToken token = default, params Callback[] callbacks) =>
            model.Fit(Problems.Bars(80), epochs, batchSize: 8, seed: 5, validationSplit: 0.2, verbose: Verbosity.Silent, callbacks: callbacks, cancellationToken: token);
    }

    [Fact]
    public void A_backup_that_is_damaged_foreign_behind_or_half_written_is_not_trained_on()
    {
        using TemporaryFolder folder = new();
        BackupAndRestore backup = new(folder.Path, deleteAtEnd: false);
        Model model = Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy());
        string half = folder.File($".{Path.GetFileName(backup.Path)}.1234.tmp");
        File.WriteAllText(half, "half");
        Fit(model, backup);
        Assert.False(File.Exists(half));

        // The model has gone on without a backup; what was saved before is not to come back.
        Elsewhere(model);
        Fit(model, backup);
        Model control = Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy());
        Fit(control);
        Elsewhere(control);
        Fit(control);
        Assert.Equal(Problems.Hash(control), Problems.Hash(model));
        Assert.Equal((3, 3), (model.Position.Epoch, Model.Load(backup.Path).Position.Epoch));

        Model other = new Sequential(new Linear(2, 5), new Relu(), new Linear(5, 3)).Compile(new Sgd(0.05), Loss.CrossEntropy());
        Assert.Throws<StateDictException>(() => Fit(other, backup));
        // What the description says of the history is not there; what is there of a callback is not what it keeps.
        BackupAndRestore more = new(folder.File("more"), deleteAtEnd: false);
        Fit(Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy()), more, new EarlyStopping());
        ModelArchive whole = ModelArchive.Read(more.Path);
        JsonObject description = JsonObject.Create(whole.Description)!;
        ModelArchive.Write(more.Path, description, whole.Weights, whole.Optimizer, new Dictionary<string, Tensor>());
        Assert.Contains("values are missing", Assert.Throws<FileFormatException>(() => Model.Load(more.Path)).Message);
        whole.Fit.Remove("callbacks.EarlyStopping.0.BestEpoch");
        ModelArchive.Write(more.Path, description, whole.Weights, whole.Optimizer, whole.Fit);
        Assert.Contains("What was saved of EarlyStopping", Assert.Throws<TrainingException>(() => Fit(Model.Load(more.Path), new EarlyStopping())).Message);
        Fit(Model.Load(more.Path));

        byte[] bytes = File.ReadAllBytes(backup.Path);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(backup.Path, bytes);
        Assert.StartsWith(backup.Path, Assert.Throws<FileFormatException>(() => Fit(Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy()), backup)).Message);

        static void Elsewhere(Model model) => model.Fit(Problems.CloudSet(seed: 3), 1, verbose: Verbosity.Silent);

        static void Fit(Model model, params Callback[] callbacks) => model.Fit(Problems.CloudSet(), 1, verbose: Verbosity.Silent, callbacks: callbacks);
    }

    [Fact]
    public void Backups_within_an_epoch_are_as_far_apart_as_told()
    {
        using TemporaryFolder folder = new();
        foreach ((TimeSpan? interval, int expected) in ((TimeSpan?, int)[])[(TimeSpan.Zero, 1), (null, 0), (TimeSpan.FromHours(1), 0)])
        {
            BackupAndRestore backup = new(folder.Path, interval);
            int seen = 0;
            Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy()).Fit(Problems.CloudSet(64), 1, batchSize: 32, verbose: Verbosity.Silent,
                callbacks: [backup, new LambdaCallback(beforeBatch: _ => seen += File.Exists(backup.Path) ? 1 : 0)]);
            Assert.Equal(expected, seen);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new BackupAndRestore(folder.Path, TimeSpan.FromSeconds(-1)));
        Assert.Throws<ArgumentException>(() => new BackupAndRestore(" "));
    }
}
