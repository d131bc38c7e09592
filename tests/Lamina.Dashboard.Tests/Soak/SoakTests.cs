using System.Globalization;
using Lamina.Data;
using Lamina.Formats;
using Lamina.NN;
using Lamina.Recipes;
using Lamina.TestKit;
using Lamina.Training;

namespace Lamina.Dashboard.Tests.Soak;

/// <summary>
/// A long <c>Fit</c> with every callback, in a run folder that a dashboard of the same process shows, keeps its memory and its handles: the line through what is measured after
/// each epoch is flat. LAMINA_SOAK says for how many minutes, such as 60; without it, seconds.
/// </summary>
[Collection(nameof(Alone))]
public sealed class SoakTests
{
    // A shorter training is none, whatever the machine.
    const int FewestEpochs = 12, Endless = 1_000_000;

    // All code of the pages has run often enough by then to be compiled for good, and buffers have the sizes of large pages.
    const int Rehearsals = 40;

    const string Before = "before", Soak = "soak";

    // Arrays that the runtime's pools keep for the next use grow and shrink by megabytes with the number of its threads, which is that of other work on the machine. It lets them go at each
    // collection where memory is short; by this setting it always is.
    static readonly (string, string) s_withoutPools = ("DOTNET_GCHighMemPercent", "1");

    static readonly TimeSpan s_length = Environment.GetEnvironmentVariable("LAMINA_SOAK") is { Length: > 0 } minutes
        ? TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture))
        : TimeSpan.FromSeconds(TestTier.IsFull ? 120 : 20);

    [Fact]
    public void A_long_training_keeps_its_memory_and_its_handles() => OwnProcess.Run(
        () =>
        {
            List<Standing> standings = Train();
            Assert.True(standings.Count >= FewestEpochs, $"Only {standings.Count} epochs in {s_length}.");

            // Until buffers have their sizes and all code ran once, memory grows.
            Standing[] settled = [.. standings.Skip(standings.Count / 3)];
            int epochs = settled.Length;
            List<string> faults = [];
            const double KiB = 1024, MiB = 1 << 20;

            // What is kept of each epoch, for the history and the checkpoint's copy of it, is a few hundred bytes.
            Check("managed memory after a collection", standing => standing.Managed, (256 * KiB) + (2 * KiB * epochs));
            Check("memory of the pool of tensors", standing => standing.Pool, 1 * MiB);
            Check("working set but what the collector holds", standing => standing.Unmanaged, (4 * MiB) + (0.02 * settled[0].Unmanaged));
            Check("open handles", standing => standing.Handles, 2);
            Assert.True(faults.Count == 0, string.Join('\n', faults));

            void Check(string what, Func<Standing, double> value, double most)
            {
                double growth = Slope(settled, value) * (epochs - 1);
                string curve = string.Join(", ", Enumerable.Range(0, 10).Select(i => value(settled[i * (epochs - 1) / 9]).ToString("0", CultureInfo.InvariantCulture)));
                string line = $"{what}: {growth:0} more by the line over {epochs} epochs, at most {most:0}; {curve}";
                Console.WriteLine(line);
                if (growth > most)
                    faults.Add(line);
            }
        },
        s_length + TimeSpan.FromMinutes(15),
        s_withoutPools);

    static List<Standing> Train()
    {
        using SampleRuns runs = new();
        AddLongRun(runs);
        using MonitorServer monitor = new();
        Recipe recipe = RecipeBook.Get("digits-cnn");
        RunFolder run = RunFolder.Create(Path.Combine(runs.Folder, Soak), recipe, recipe.Defaults with { Epochs = Endless });
        using IDisposable held = run.Hold();
        DashboardServer dashboard = DashboardServer.StartAsync(runs.Options with { LoadsNetworks = false }).GetAwaiter().GetResult();
        try
        {
            return Train(runs.Folder, run, dashboard, monitor.Address);
        }
        finally
        {
            dashboard.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    static List<Standing> Train(string folder, RunFolder run, DashboardServer dashboard, Uri monitor)
    {
        // Some hundreds of epochs, however long it takes: what is kept of each is kept for good.
        int repeats = Math.Max(1, (int)(s_length.TotalSeconds / 3));
        ArrayDataset train = Pictures(512, seed: 2).Repeat(repeats), validation = Pictures(128, seed: 3);
        Tensor samples = validation.Take(16).ReadAll().Input.Clamp(0, 1);
        List<Standing> standings = [];
        using SteadyGuest guest = new(dashboard);
        Model model = Network().Compile(new Adam(1e-3), Loss.CrossEntropy(), Metric.Accuracy, Metric.Auroc(Classes.Multiclass(2, fromLogits: true), bins: 50));
        Safetensors.Save(run.BestWeights, model.Module.StateDict());
        guest.Ask(Before, Rehearsals);
        History history = model.Fit(
            train,
            epochs: Endless,
            validationData: validation,
            verbose: Verbosity.Silent,
            callbacks:
            [
                new LearningRateWarmUp(1e-3, steps: 20),
                LearningRateSchedule.ByEpoch(epoch => epoch % 2 == 0 ? 1e-3 : 5e-4),
                new ReduceOnPlateau(patience: 1000),
                new EarlyStopping(patience: 1_000_000),
                new ModelCheckpoint(Path.Combine(folder, "kept"), every: 1, keep: 2),
                new AverageWeights(),
                new LambdaCallback(afterEpoch: context => Safetensors.Save(run.BestWeights, context.Model.Module.StateDict())),
                new CsvLog(run.Metrics),
                new JsonLog(run.MetricLines),
                new WarningLog(run.Warnings),
                new BackupAndRestore(run.Checkpoints, TimeSpan.FromSeconds(1)),
                new TensorBoardLog(Path.Combine(folder, "tensorboard"), histograms: 1, steps: 10, pictures: samples),
                new RemoteMonitor(monitor),
                new StepValidation(validation, every: 16 * repeats),
                new SamplePredictions(samples, (_, _) => { }),
                new StepLimit(long.MaxValue),
                new TimeLimit(s_length),
                new LambdaCallback(afterEpoch: context =>
                {
                    if (context.Epoch == 1)
                        guest.Stay(Soak);
                    standings.Add(guest.WhileResting(Standing.Now));
                }),
            ]);
        Assert.Contains("time limit", history.StoppedBecause, StringComparison.Ordinal);
        guest.Leave();
        Assert.True(guest.Rounds > s_length.TotalSeconds / 4, $"The pages were asked for {guest.Rounds} times in {s_length}.");
        Console.WriteLine($"pages: asked for {guest.Rounds} times");
        return standings;
    }

    // A run of a thousand epochs, whose pages are as large as they become.
    static void AddLongRun(SampleRuns runs)
    {
        RunFolder run = runs.Add(Before);
        string[] names = ["loss", "accuracy", "auroc", "val_loss", "val_accuracy", "val_auroc"];
        Random random = new(5);
        File.WriteAllLines(run.Metrics, [$"epoch,learning_rate,seconds,{string.Join(',', names)}", .. Enumerable.Range(1, 1000).Select(epoch => string.Create(CultureInfo.InvariantCulture, $"{epoch},0.001,1.5,{string.Join(',', names.Select(_ => random.NextDouble().ToString(CultureInfo.InvariantCulture)))}"))]);
        SampleRuns.GiveWeights(run);
        SampleRuns.Finish(run);
    }

    static ArrayDataset Pictures(int count, int seed)
    {
        (float[,,,] x, long[] y) = Bars.Draw(count, seed);
        return ArrayDataset.From(x, y);
    }

    static Sequential Network()
    {
        Tensor.Seed(7);
        return new Sequential(new Conv2d(1, 4, 3, padding: Padding.Same), new BatchNorm2d(4), new Relu(), new MaxPool2d(2), new Flatten(), new Dropout(0.25), new Linear(64, 2));
    }

    // By least squares: what the value grows by from one epoch to the next.
    static double Slope(IReadOnlyList<Standing> standings, Func<Standing, double> value)
    {
        double middle = (standings.Count - 1) / 2.0, mean = standings.Average(value), above = 0, below = 0;
        for (int i = 0; i < standings.Count; i++)
        {
            above += (i - middle) * (value(standings[i]) - mean);
            below += (i - middle) * (i - middle);
        }

        return above / below;
    }
}
