using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Updates made of several batches, averages of weights, and short activations in <c>Fit</c>.</summary>
[Collection(nameof(Alone))]
public class AccumulationTests
{
    [Fact]
    public void Gradients_of_small_batches_add_up_to_that_of_a_large_one()
    {
        // 130 samples: the last update of an epoch has two batches of 16 and a rest of 2.
        ArrayDataset data = Problems.CloudSet(130);
        foreach (bool captured in (bool[])[false, true])
        {
            Model large = Make(), small = Make();
            History wide = large.Fit(data, 3, batchSize: 48, captured: captured, verbose: Verbosity.Silent);
            History narrow = small.Fit(data, 3, batchSize: 16, accumulate: 3, captured: captured, verbose: Verbosity.Silent);
            Assert.Null(narrow.EagerBecause);
            Assert.Empty(narrow.Changes);
            Assert.Equal(large.Optimizer.StateDict()["state.0.step"].ToInt64(), small.Optimizer.StateDict()["state.0.step"].ToInt64());
            float[] expected = Weights(large), actual = Weights(small);
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 2e-5);
            Assert.Equal(wide.Epochs[^1].Metrics["accuracy"], narrow.Epochs[^1].Metrics["accuracy"]);
        }
    }

    [Fact]
    public void Accumulated_steps_have_the_same_bits_captured_and_eager()
    {
        HashSet<string> hashes = [];
        foreach (bool captured in (bool[])[false, true])
        {
            Model model = Problems.Cnn(dropout: true).Compile(new Adam(0.003), Loss.CrossEntropy());
            Generator.Default.Reset(3);
            model.Average = WeightAverage.Exponential(model.Module, 0.9);
            model.LossScaler = new LossScaler(interval: 3);
            model.Fit(Problems.Bars(), 3, batchSize: 20, accumulate: 2, captured: captured, verbose: Verbosity.Silent);
            hashes.Add(Problems.Hash(model) + string.Join(' ', model.Average.StateDict()["6.weight"].ToArray<float>()) + model.LossScaler.Factor);
        }

        Assert.Single(hashes);
    }

    [Fact]
    public void By_hand_gradients_add_up_until_they_are_set_to_none()
    {
        Model whole = Make(), parts = Make();
        (Tensor x, Tensor y) = Problems.CloudSet(32).Read([.. Enumerable.Range(0, 32).Select(i => (long)i)]);
        whole.TrainStep(x, y);
        parts.AddGradient(x[..8], y[..8], Tensor.From(0.25));
        parts.AddGradient(x[8..], y[8..], Tensor.From(0.75));
        parts.Update();
        foreach ((float expected, float actual) in Weights(whole).Zip(Weights(parts)))
            Assert.Equal(expected, actual, 1e-5);
    }

    [Fact]
    public void Evaluation_uses_the_averages_and_training_does_not()
    {
        foreach (bool isScheduleFree in (bool[])[false, true])
        {
            Model model = Problems.Mlp().Compile(isScheduleFree ? new AdamWScheduleFree(0.05) : new Adam(0.05), Loss.CrossEntropy());
            if (!isScheduleFree)
                model.Average = WeightAverage.Exponential(model.Module, 0.8);
            History history = model.Fit(Problems.CloudSet(), 3, validationData: Problems.CloudSet(60, 5), verbose: Verbosity.Silent);
            string trained = Problems.Hash(model);
            double measured = model.Evaluate(Problems.CloudSet(60, 5))["loss"];
            Assert.Equal(trained, Problems.Hash(model));
            Assert.Equal(history.Epochs[^1].Metrics["val_loss"], measured);
            using (isScheduleFree ? ((IWeightAverage)model.Optimizer).Apply() : model.Average!.Apply())
            {
                Assert.NotEqual(trained, Problems.Hash(model));
                (Tensor x, Tensor y) = Problems.CloudSet(60, 5).Read([.. Enumerable.Range(0, 60).Select(i => (long)i)]);
                Assert.Equal(measured, model.Loss.Forward(model.Module.Call(x), y).ToDouble(), 1e-5);
            }
        }
    }

    [Fact]
    public void Short_activations_and_short_parameters_learn()
    {
        foreach ((DType parameters, DType? activations) in new (DType, DType?)[] { (DType.Float32, DType.BFloat16), (DType.Float32, DType.Float16), (DType.BFloat16, null), (DType.Float16, null) })
        {
            Sequential net = Problems.Mlp();
            net.To(parameters);
            Model model = net.Compile(new Adam(0.01), Loss.CrossEntropy(), Metric.Accuracy);
            model.Activations = activations;
            if (DType.Float16 == (activations ?? parameters))
                model.LossScaler = new LossScaler();
            History history = model.Fit(Problems.CloudSet(), 15, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.InRange(history.Epochs[^1].Metrics["accuracy"], 0.97, 1);
            Assert.Equal(parameters, net.Parameters()[0].DType);
        }
    }

    [Fact]
    public void A_saved_training_goes_on_with_averages_scaling_and_masters_to_the_bit()
    {
        foreach ((DType parameters, DType? activations, Func<Optimizer> optimizer) in new (DType, DType?, Func<Optimizer>)[]
        {
            (DType.Float16, null, () => new Lookahead(new Adam(0.01), 4)), (DType.BFloat16, null, () => new Adafactor()),
            (DType.Float32, DType.Float16, () => new Muon()), (DType.Float32, null, () => new AdamWScheduleFree(warmUp: 5)),
        })
        {
            using TemporaryFolder folder = new();
            Model whole = Begin(), parts = Begin();
            whole.Fit(Problems.CloudSet(), 4, verbose: Verbosity.Silent);
            parts.Fit(Problems.CloudSet(), 2, verbose: Verbosity.Silent);
            parts.Save(folder.File("half.lamina"));
            parts = Model.Load(folder.File("half.lamina"));
            parts.Fit(Problems.CloudSet(), 2, verbose: Verbosity.Silent);
            Assert.Equal(Problems.Hash(whole), Problems.Hash(parts));
            Assert.Equal((whole.Activations, whole.Average!.Decay, whole.LossScaler!.Factor), (parts.Activations, parts.Average!.Decay, parts.LossScaler!.Factor));
            using IDisposable first = whole.Average.Apply(), second = parts.Average.Apply();
            Assert.Equal(Problems.Hash(whole), Problems.Hash(parts));

            Model Begin()
            {
                Sequential net = Problems.Mlp();
                net.To(parameters);
                Model model = net.Compile(optimizer(), Loss.CrossEntropy());
                (model.Activations, model.Average, model.LossScaler) = (activations, WeightAverage.Exponential(net, 0.9), new LossScaler(interval: 4));
                return model;
            }
        }
    }

    [Fact]
    public void An_accumulation_of_no_batch_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Make().Fit(Problems.CloudSet(), accumulate: 0, verbose: Verbosity.Silent));

    static Model Make() => Problems.Mlp().Compile(new Sgd(0.1, momentum: 0.9), Loss.CrossEntropy(), Metric.Accuracy);

    static float[] Weights(Model model) => [.. model.Module.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
}
