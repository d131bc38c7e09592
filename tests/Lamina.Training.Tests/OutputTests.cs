using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Networks of several inputs and outputs, with a loss for each output.</summary>
[Collection(nameof(Alone))]
public class OutputTests
{
    sealed class TwoHeads : Module<Tensor, (Tensor Cloud, Tensor Sum)>
    {
        readonly Linear trunk = new(2, 16), cloud = new(16, 3), sum = new(16, 1);

        public override (Tensor Cloud, Tensor Sum) Forward(Tensor x)
        {
            Tensor h = trunk.Call(x).Relu();
            return (cloud.Call(h), sum.Call(h));
        }
    }

    sealed class TwoInputs : Module<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>>
    {
        readonly Linear right = new(1, 8), cloud = new(16, 3);

        public Linear Left { get; } = new(1, 8);

        public override IReadOnlyList<Tensor> Forward(IReadOnlyList<Tensor> x) => [cloud.Call(Tensor.Concatenate([Left.Call(x[0]).Relu(), right.Call(x[1]).Relu()], 1))];
    }

    static ArrayDataset Data(int count = 100)
    {
        (float[,] x, long[] y) = Problems.Clouds(count);
        Tensor points = Tensor.From(x);
        return new ArrayDataset([points], [Tensor.From(y), points.Sum(1).Unsqueeze(1)]);
    }

    static IReadOnlyList<OutputLoss> Losses() => [new("cloud", Loss.CrossEntropy(), 1, Metric.Accuracy), new("sum", Loss.MeanSquaredError(), 0.3, Metric.MeanAbsoluteError)];

    static Model Make() => Problems.Fill(new TwoHeads()).Compile(new Adam(0.01), Losses());

    static float[] Weights(Module module) => [.. module.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];

    [Fact]
    public void Two_heads_are_trained_as_by_a_loop_of_ones_own_to_the_bit()
    {
        TwoHeads looped = Problems.Fill(new TwoHeads());
        Adam optimizer = new(0.01);
        optimizer.Attach(looped.Parameters());
        DataLoader loader = new(Data(), 32, shuffle: true, seed: 5);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            foreach (Batch batch in loader)
            {
                optimizer.ZeroGrad();
                (Tensor cloud, Tensor sum) = looped.Call(batch.Input);
                (Loss.CrossEntropy(cloud, batch.Targets[0]) + (Loss.MeanSquaredError(sum, batch.Targets[1]) * 0.3)).Backward();
                optimizer.Step();
            }
        }

        foreach (bool captured in (bool[])[true, false])
        {
            Model model = Make();
            History history = model.Fit(Data(), 3, batchSize: 32, seed: 5, validationData: Data(40), captured: captured, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.Empty(history.Changes);
            Assert.Equal(Weights(looped), Weights(model.Module));
            Assert.Equal(looped.StateDict().Keys, model.Module.StateDict().Keys);
            string[] names = ["loss", "cloud_loss", "sum_loss", "cloud_accuracy", "sum_mean_absolute_error"];
            Assert.Equal([.. names, .. names.Select(name => "val_" + name)], history.Epochs[^1].Metrics.Keys);
            Assert.Equal(history["cloud_loss"][2] + (0.3 * history["sum_loss"][2]), history["loss"][2], 1e-6);
            Assert.True(history["val_loss"][2] < history["val_loss"][0]);
            Assert.Contains("cloud_accuracy ", history.ToString());
            Assert.Contains(" %", history.ToString());
        }
    }

    // What looks after the training runs the network on some samples beside it: on all of its inputs.
    [Fact]
    public void A_network_of_two_inputs_is_looked_at_as_it_is_trained()
    {
        TwoInputs network = Problems.Fill(new TwoInputs());
        using (Gradients.Off())
            network.Left.Bias!.Value.FillInPlace(-100);
        Batch all = Data(200).ReadAll();
        ArrayDataset data = new([all.Input.Slice(1, 0, 1), all.Input.Slice(1, 1, 2)], [all.Targets[0]]);
        History history = network.Compile(new Adam(0.01), [new OutputLoss("cloud", Loss.CrossEntropy())]).Fit(data, 40, batchSize: 40, verbose: Verbosity.Silent);
        Assert.True(history["loss"][^1] < history["loss"][0]);
        Assert.Single(history.Warnings, warning => warning.Rule == "dead-relu");
    }

    [Fact]
    public void Evaluation_and_prediction_are_those_of_each_output()
    {
        Model model = Make();
        model.Fit(Data(), 2, verbose: Verbosity.Silent);
        Batch all = Data().ReadAll();
        IReadOnlyList<Tensor> outputs = model.PredictAll([all.Input], batchSize: 33);
        Assert.Equal([Shape.Create([100, 3]), Shape.Create([100, 1])], outputs.Select(output => output.Shape));
        Evaluation evaluation = model.Evaluate(Data(), batchSize: 40);
        double cloud = Loss.CrossEntropy(outputs[0], all.Targets[0]).ToDouble(), sum = Loss.MeanSquaredError(outputs[1], all.Targets[1]).ToDouble();
        Assert.Equal(cloud, evaluation["cloud_loss"], 1e-5);
        Assert.Equal(sum, evaluation["sum_loss"], 1e-5);
        Assert.Equal(cloud + (0.3 * sum), evaluation.Loss, 1e-5);
        Assert.Equal((outputs[1] - all.Targets[1]).Abs().Mean().ToDouble(), evaluation["sum_mean_absolute_error"], 1e-5);
        Assert.Contains("`PredictAll`", Assert.Throws<InvalidOperationException>(() => model.Predict(all.Input)).Message);
    }

    [Fact]
    public void A_graph_of_two_inputs_and_two_outputs_learns()
    {
        Functional Network()
        {
            Input left = new([1]), right = new([1]);
            Node h = new Dense(16, Keras.Activation.Relu).Of(new Concatenate().Of(left, right));
            return Problems.Fill(new Functional([left, right], [new Dense(3).Of(h), new Dense(1).Of(h)]));
        }

        Batch all = Data(200).ReadAll();
        ArrayDataset data = new([all.Input.Slice(1, 0, 1), all.Input.Slice(1, 1, 2)], all.Targets);
        using TemporaryFolder folder = new();
        Model model = Network().Compile(new Adam(0.02), Losses()), stopped = Network().Compile(new Adam(0.02), Losses());
        History history = model.Fit(data, 6, verbose: Verbosity.Silent);
        Assert.InRange(history["cloud_accuracy"][^1], 0.95, 1);
        Functional same = Network();
        same.LoadStateDict(model.Module.StateDict());
        same.Eval();
        Assert.Equal(same.ForwardAll([.. data.ReadAll().Inputs])[1].ToArray<float>(), model.PredictAll(data)[1].ToArray<float>());

        // Broken off in the third epoch and called again, it comes to the same bits.
        BackupAndRestore Backup() => new(folder.Path, TimeSpan.Zero);
        Assert.Throws<TimeoutException>(() => stopped.Fit(data, 6, verbose: Verbosity.Silent, callbacks: [Backup(), new LambdaCallback(afterBatch: context =>
        {
            if (context.Step == 17)
                throw new TimeoutException();
        })]));
        Model again = Network().Compile(new Adam(0.02), Losses());
        History rest = again.Fit(data, 6, verbose: Verbosity.Silent, callbacks: [Backup()]);
        Assert.Equal(Weights(model.Module), Weights(again.Module));
        foreach (string name in history.Epochs[0].Metrics.Keys)
            Assert.Equal(history[name], rest[name]);

        model.Save(folder.File("model.lamina"));
        Model read = Network().Compile(new Adam(0.02), Losses());
        read.LoadWeights(folder.File("model.lamina"));
        Assert.Equal(Weights(model.Module), Weights(read.Module));
        Model loaded = Model.Load(folder.File("model.lamina"));
        Assert.Equal(model.PredictAll(data)[0].ToArray<float>(), loaded.PredictAll(data)[0].ToArray<float>());
        Assert.Equal(model.Evaluate(data).Values, loaded.Evaluate(data).Values);
        model.Fit(data, 1, verbose: Verbosity.Silent);
        loaded.Fit(data, 1, verbose: Verbosity.Silent);
        Assert.Equal(Weights(model.Module), Weights(loaded.Module));
    }

    [Fact]
    public void Weights_of_samples_reach_each_loss()
    {
        double[] weights = [.. Enumerable.Range(0, 50).Select(i => i % 4 / 2.0)];
        Model model = Make();
        Batch all = Data(50).ReadAll();
        IReadOnlyList<Tensor> outputs = model.PredictAll([all.Input]);
        double[] cross = Loss.CrossEntropy(outputs[0], all.Targets[0], reduction: Reduction.None).ToArray<double>(), squares = Loss.MeanSquaredError(outputs[1], all.Targets[1], Reduction.None).ToArray<double>();
        double expected = Enumerable.Range(0, 50).Sum(i => weights[i] * (cross[i] + (0.3 * squares[i]))) / 50;
        Assert.Equal(expected, model.Evaluate(Data(50).WithSampleWeights(Tensor.From(weights))).Loss, 1e-5);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Contains("cloud, sum", Assert.Throws<ShapeException>(() => Make().Fit(Problems.CloudSet(), verbose: Verbosity.Silent)).Message);
        Assert.Contains("has one loss", Assert.Throws<ShapeException>(() => Graph().Compile(new Sgd(0.1), Loss.CrossEntropy()).AddGradient(Data().ReadAll())).Message);
        Assert.Contains("called 'a'", Assert.Throws<ArgumentException>(() => new TwoHeads().Compile(new Sgd(0.1), [new("a", Loss.CrossEntropy()), new("a", Loss.CrossEntropy())])).Message);
        Assert.Throws<ArgumentException>(() => new TwoHeads().Compile(new Sgd(0.1), [new("a", Loss.CrossEntropy(), -1)]));
        Assert.Throws<ArgumentException>(() => new TwoHeads().Compile(new Sgd(0.1), (IReadOnlyList<OutputLoss>)[]));
        Model weighted = Make();
        weighted.ClassWeights = new Dictionary<long, double> { [0] = 2 };
        Assert.Contains("several", Assert.Throws<InvalidOperationException>(() => weighted.TrainStep(Data().ReadAll())).Message);

        static Functional Graph()
        {
            Input input = new([2]);
            return new Functional([input], [new Dense(3).Of(input), new Dense(1).Of(input)]);
        }
    }
}
