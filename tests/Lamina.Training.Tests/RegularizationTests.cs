using System.Text.Json;
using Lamina.Formats;
using Lamina.Keras;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Fit adds penalties and keeps to constraints, replayed and eager, and both are saved.</summary>
[Collection(nameof(Alone))]
public class RegularizationTests
{
    static Sequential Net(bool regularized = true)
    {
        Generator.Default.Reset(4);
        Sequential net = new(new Dense(16, Keras.Activation.Relu, inputShape: [2]), new ActivityRegularization(), new Dense(3));
        if (!regularized)
            return net;
        (Dense first, Dense last) = ((Dense)net[0], (Dense)net[2]);
        (first.KernelRegularizer, first.ActivityRegularizer, first.BiasConstraint) = (Regularizer.L1L2(0.01, 0.02), Regularizer.L2(0.03), Constraint.NonNegative());
        (last.KernelRegularizer, last.BiasRegularizer, last.KernelConstraint) = (Regularizer.Orthogonal(0.5), Regularizer.L1(0.1), Constraint.MaxNorm(0.7));
        ((ActivityRegularization)net[1]).ActivityRegularizer = Regularizer.L1(0.001);
        return net;
    }

    static Model Compiled(Sequential net) => net.Compile(new Adam(0.01), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Accuracy);

    [Fact]
    public void Fit_does_what_a_loop_of_ones_own_does_with_the_penalty()
    {
        (float[,] points, long[] classes) = Problems.Clouds(96);
        (Tensor x, Tensor y) = (Tensor.From((Array)points), Tensor.From(classes));
        string[] hashes = [.. ((bool[])[false, true]).Select(captured =>
        {
            Model model = Compiled(Net());
            History history = model.Fit(x, y, epochs: 3, batchSize: 32, shuffle: false, captured: captured, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.Empty(history.Changes);
            return Problems.Hash(model);
        })];

        Model byHand = Compiled(Net());
        Sequential net = (Sequential)byHand.Module;
        Adam optimizer = new(net.Parameters(), 0.01);
        net.Train();
        for (int step = 0; step < 9; step++)
        {
            (Tensor a, Tensor b) = (x.Slice(0, step % 3 * 32, (step % 3 * 32) + 32), y.Slice(0, step % 3 * 32, (step % 3 * 32) + 32));
            optimizer.ZeroGrad();
            (Loss.CrossEntropy(net.Call(a), b) + net.Penalty()).Backward();
            optimizer.Step();
        }

        Assert.Equal([Problems.Hash(byHand), Problems.Hash(byHand)], hashes);
        Model plain = Compiled(Net(regularized: false));
        plain.Fit(x, y, epochs: 3, batchSize: 32, shuffle: false, verbose: Verbosity.Silent);
        Assert.NotEqual(hashes[0], Problems.Hash(plain));
        Assert.All(((Dense)net[0]).Layer!.Bias!.Value.ToArray<float>(), bias => Assert.True(bias >= 0));
        Assert.All(((Dense)net[2]).Layer!.Weight.Value.Norm(2, [1]).ToArray<float>(), norm => Assert.True(norm < 0.7001f));
    }

    [Fact]
    public void Losses_that_are_told_include_penalties()
    {
        Sequential net = Net();
        Model model = Compiled(net);
        (float[,] points, long[] classes) = Problems.Clouds(64);
        (Tensor x, Tensor y) = (Tensor.From((Array)points), Tensor.From(classes));
        net.Train();
        double plain = Loss.CrossEntropy(net.Call(x), y).ToDouble(), penalty = net.Penalty().ToDouble();
        Assert.True(penalty > 0.05);
        Assert.Equal(plain + penalty, model.Evaluate(x, y, batchSize: 64)["loss"], 1e-5);
        Assert.Equal(plain + penalty, model.TrainStep(x, y).ToDouble(), 1e-5);

        // A prediction neither computes nor leaves any.
        net.Eval();
        model.Predict(x);
        Assert.Equal(net.Parameters().Sum(p => p.Regularizer?.Penalty(p).ToDouble() ?? 0), net.Penalty().ToDouble(), 1e-6);
    }

    [Fact]
    public void A_saved_model_trains_on_with_its_penalties_and_constraints()
    {
        using TemporaryFolder folder = new();
        Model model = Compiled(Net());
        model.Fit(Problems.CloudSet(96), epochs: 1, verbose: Verbosity.Silent);
        model.Save(folder.File("m.lamina"));
        Model loaded = Model.Load(folder.File("m.lamina"));
        foreach (((_, Parameter a), (_, Parameter b)) in model.Module.NamedParameters().Zip(loaded.Module.NamedParameters()))
        {
            Assert.Equal(a.Regularizer, b.Regularizer);
            Assert.Equal(a.Constraint?.ToString(), b.Constraint?.ToString());
        }

        Sequential chain = (Sequential)loaded.Module;
        Assert.Equal(Regularizer.L1L2(0.01, 0.02), ((Dense)chain[0]).KernelRegularizer);
        Assert.Equal(Regularizer.L2(0.03), ((Dense)chain[0]).ActivityRegularizer);
        Assert.Equal(Regularizer.L1(0.001), ((ActivityRegularization)chain[1]).ActivityRegularizer);
        model.Fit(Problems.CloudSet(96), epochs: 2, verbose: Verbosity.Silent);
        loaded.Fit(Problems.CloudSet(96), epochs: 2, verbose: Verbosity.Silent);
        Assert.Equal(Problems.Hash(model), Problems.Hash(loaded));
    }

    [Fact]
    public void A_damaged_description_is_an_error()
    {
        foreach (string entry in (string[])
        [
            """{ "name": "7.weight", "regularizer": { "kind": "L1L2", "l1": 1, "l2": 1 } }""",
            """{ "name": "0.weight", "regularizer": { "kind": "System.Type" } }""",
            """{ "name": "0.weight", "regularizer": { "kind": "L1L2", "l1": -1, "l2": 1 } }""",
            """{ "name": "0.weight", "constraint": { "kind": "MaxNorm", "min": 2, "max": 1, "rate": 1, "axes": null } }""",
            """{ "name": "0.weight", "constraint": { "kind": "MaxNorm", "min": 0, "max": 1, "rate": 1, "axes": [99999999999] } }""",
            """{ "name": "", "activity_regularizer": { "kind": "L1L2", "l1": 1, "l2": 1 } }""",
            "7",
        ])
        {
            using JsonDocument document = JsonDocument.Parse($$"""{ "regularization": [{{entry}}] }""");
            Described description = new("file", "model.json", document.RootElement, new ElementBudget(0));
            Assert.StartsWith("file: model.json", Assert.Throws<FileFormatException>(() => RegularizationForm.Read(description, Net())).Message);
        }
    }
}
