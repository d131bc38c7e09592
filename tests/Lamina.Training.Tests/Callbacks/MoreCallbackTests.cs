using System.Net;
using System.Text;
using System.Text.Json;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class MoreCallbackTests
{
    static Model Make(params Metric[] metrics) => Problems.Mlp().Compile(new Sgd(0.05), Loss.CrossEntropy(), metrics);

    static History Fit(Model model, int epochs, params Callback[] callbacks) =>
        model.Fit(Problems.CloudSet(), epochs, batchSize: 100, callbacks: callbacks, verbose: Verbosity.Silent);

    [Fact]
    public void Every_few_epochs_a_checkpoint_of_its_own_and_the_newest_are_kept()
    {
        using TemporaryFolder folder = new();
        Model model = Make();
        Dictionary<long, string> hashes = [];
        ModelCheckpoint checkpoint = new(folder.Path, saveBest: false, saveLast: false, every: 2, keep: 2);
        Fit(model, 7, checkpoint, new LambdaCallback(afterEpoch: context => hashes[context.Epoch] = Problems.Hash(model)));
        Assert.Equal(["epoch-00004.lamina", "epoch-00006.lamina"], Directory.EnumerateFiles(folder.Path).Select(Path.GetFileName).Order());
        Assert.Equal(hashes[4], Problems.Hash(Model.Load(checkpoint.PathOf(4))));
        Assert.Equal(6, Model.Load(checkpoint.PathOf(6)).Position.Epoch);
    }

    [Fact]
    public void A_warm_up_rises_to_the_rate_and_lets_go()
    {
        List<double> rates = [];
        Model model = Make();
        LambdaCallback noting = new(afterBatch: context => rates.Add(context.Model.Optimizer.LearningRate));
        Fit(model, 1, new LearningRateWarmUp(0.4, steps: 4), noting);
        Fit(model, 1, new LearningRateWarmUp(0.4, steps: 4), noting);
        model.Optimizer.LearningRate = 0.3;
        Fit(model, 1, new LearningRateWarmUp(0.4, steps: 4), noting);
        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.4, 0.4, 0.3, 0.3, 0.3], rates.Select(rate => Math.Round(rate, 12)));
    }

    [Fact]
    public void Lines_of_json_are_continued_and_mended()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("run/metrics.jsonl");
        Model model = Make(Metric.Accuracy);
        History history = Fit(model, 2, new JsonLog(path));

        // A line of an epoch that is trained again, and half a line.
        File.AppendAllText(path, "{\"epoch\":3,\"loss\":9}\n{\"epoch\":4,\"lo");
        Fit(model, 1, new JsonLog(path));
        string[] lines = File.ReadAllLines(path);
        Assert.Equal(3, lines.Length);
        for (int i = 0; i < 3; i++)
        {
            using JsonDocument line = JsonDocument.Parse(lines[i]);
            Assert.Equal(i + 1, line.RootElement.GetProperty("epoch").GetInt64());
            Assert.Equal(3 * (i + 1), line.RootElement.GetProperty("step").GetInt64());
            if (i < 2)
                Assert.Equal(history.Epochs[i].Metrics["accuracy"], line.RootElement.GetProperty("accuracy").GetDouble());
        }

        Assert.Equal(["epoch", "step", "learning_rate", "seconds", "samples", "loss", "accuracy"], JsonDocument.Parse(lines[0]).RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void A_training_ends_at_a_step_or_a_time()
    {
        Model model = Make();
        Assert.Equal("the limit of 4 steps is reached", Fit(model, 5, new StepLimit(4)).StoppedBecause);
        Assert.Equal(new TrainingPosition(1, 1, 4), model.Position);
        Assert.Equal("the time limit of 0 s is over", Fit(model, 5, new TimeLimit(TimeSpan.Zero)).StoppedBecause);
        Assert.Equal(5, model.Position.Step);
        Assert.Null(Fit(Make(), 1, new TimeLimit(TimeSpan.FromHours(1)), new StepLimit(100)).StoppedBecause);
    }

    [Fact]
    public void Validation_every_few_steps_changes_nothing_else()
    {
        Model plain = Make(Metric.Accuracy), validated = Make(Metric.Accuracy);
        StepValidation validation = new(Problems.CloudSet(seed: 9), every: 2, (context, result) =>
        {
            if (context.Step == 8)
                Assert.Equal(result.Loss, context.Model.Evaluate(Problems.CloudSet(seed: 9)).Loss);
        });
        History without = Fit(plain, 3), with = Fit(validated, 3, validation);
        Assert.Equal(Problems.Hash(plain), Problems.Hash(validated));
        Assert.Equal(without["accuracy"], with["accuracy"]);
        Assert.Equal([2, 4, 6, 8], validation.Results.Select(result => result.Step));
        Assert.True(validation.Results[^1].Evaluation.Loss < validation.Results[0].Evaluation.Loss);
    }

    [Fact]
    public void Averaged_weights_are_those_of_the_formula()
    {
        Model model = Make();
        double[]? expected = null;
        History history = Fit(model, 2, new AverageWeights(decay: 0.9), new LambdaCallback(afterBatch: context =>
        {
            double[] weights = context.Model.Module.Parameters()[0].Value.ToArray<double>();
            expected = expected is null ? weights : [.. expected.Zip(weights, (average, weight) => (0.9 * average) + (0.1 * weight))];
        }));
        double[] averaged = model.Module.Parameters()[0].Value.ToArray<double>();
        for (int i = 0; i < averaged.Length; i++)
            Assert.Equal(expected![i], averaged[i], 1e-5);
        Assert.Equal(2, history.Epochs.Count);
    }

    [Fact]
    public void Samples_are_predicted_each_epoch()
    {
        List<(long Epoch, double[] Values)> seen = [];
        Tensor inputs = Tensor.From<float>([1, 0, 0, 1], [2, 2]);
        Model model = Make();
        Fit(model, 4, new SamplePredictions(inputs, (context, values) => seen.Add((context.Epoch, values.ToArray<double>())), every: 2));
        Assert.Equal([2, 4], seen.Select(entry => entry.Epoch));
        Assert.Equal(model.Predict(inputs).ToArray<double>(), seen[1].Values);
    }

    [Fact]
    public async Task Epochs_are_sent_to_a_server()
    {
        using HttpListener server = new();
        int port = FreePort();
        server.Prefixes.Add($"http://127.0.0.1:{port}/");
        server.Start();
        Task<List<string>> bodies = Task.Run(async () =>
        {
            List<string> received = [];
            for (int i = 0; i < 3; i++)
            {
                HttpListenerContext request = await server.GetContextAsync();
                using (StreamReader reader = new(request.Request.InputStream, Encoding.UTF8))
                    received.Add(request.Request.HttpMethod + " " + request.Request.ContentType + " " + await reader.ReadToEndAsync());
                request.Response.Close();
            }

            return received;
        });
        RemoteMonitor monitor = new(new Uri($"http://127.0.0.1:{port}/epochs"), TimeSpan.FromSeconds(60));
        Fit(Make(), 3, monitor);
        List<string> lines = await bodies;
        Assert.Equal(0, monitor.Lost);
        Assert.All(lines, line => Assert.StartsWith("POST application/json; charset=utf-8 {\"epoch\":", line));
        Assert.Equal([1, 2, 3], lines.Select(line => JsonDocument.Parse(line[line.IndexOf('{')..]).RootElement.GetProperty("epoch").GetInt32()));
    }

    [Fact]
    public void A_server_that_is_gone_does_not_end_training()
    {
        RemoteMonitor monitor = new(new Uri($"http://127.0.0.1:{FreePort()}/"), TimeSpan.FromSeconds(30));
        Assert.Equal(2, Fit(Make(), 2, monitor).Epochs.Count);
        Assert.Equal(2, monitor.Lost);
        RemoteMonitor again = new(new Uri("http://127.0.0.1:9/"));
        again.LoadStateDict(monitor.StateDict());
        Assert.Equal(2, again.Lost);
        Assert.Throws<ArgumentException>(() => new RemoteMonitor(new Uri("file:///tmp")));
    }

    static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
