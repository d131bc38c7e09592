using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class CustomStepTests
{
    static Func<Batch, StepResult> Following(Module<Tensor, Tensor> student, Module<Tensor, Tensor> teacher) => batch =>
    {
        Tensor prediction = student.Call(batch.Input), taught;
        using (Gradients.Off())
            taught = teacher.Call(batch.Input);
        return new StepResult(Loss.CrossEntropy(prediction, batch.Target) + (Loss.MeanSquaredError(prediction, taught) * 0.5), prediction);
    };

    // (‖∂f/∂x‖ − 1)² beside the loss.
    static Func<Batch, StepResult> Smooth(Module<Tensor, Tensor> network, bool copies) => batch =>
    {
        Tensor x = (copies ? batch.Input.Clone() : batch.Input.Detach()).RequireGrad();
        Tensor prediction = network.Call(x), slope = prediction.Sum().Gradients([x], createGraph: true)[0];
        Tensor penalty = ((slope.Square().Sum(1) + 1e-6).Sqrt() - 1).Square().Mean();
        return new(Loss.CrossEntropy(prediction, batch.Target) + (penalty * 0.1), prediction);
    };

    static Sequential Smoothly() => Problems.Fill(new Sequential(new Linear(2, 16), new Tanh(), new Linear(16, 3)));

    [Fact]
    public void A_student_follows_its_teacher_as_in_a_loop_of_ones_own_to_the_bit()
    {
        Sequential teacher = Problems.Fill(Problems.Mlp(), seed: 3), looped = Problems.Mlp();
        Adam optimizer = new(0.01);
        optimizer.Attach(looped.Parameters());
        Func<Batch, StepResult> step = Following(looped, teacher);
        DataLoader loader = new(Problems.CloudSet(100), 32, shuffle: true, seed: 5);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            foreach (Batch batch in loader)
            {
                optimizer.ZeroGrad();
                step(batch).Loss.Backward();
                optimizer.Step();
            }
        }

        float[] expected = [.. looped.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>())];
        foreach (bool captured in (bool[])[true, false])
        {
            Sequential student = Problems.Mlp();
            Model model = student.Compile(new Adam(0.01), Loss.CrossEntropy(), Metric.Accuracy);
            model.CustomStep = Following(student, teacher);
            History history = model.Fit(Problems.CloudSet(100), 3, batchSize: 32, seed: 5, validationData: Problems.CloudSet(40), captured: captured, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.Empty(history.Changes);
            Assert.Equal(expected, student.Parameters().SelectMany(parameter => parameter.Value.ToArray<float>()));
            Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], history.Epochs[0].Metrics.Keys);
            Assert.Equal(model.Evaluate(Problems.CloudSet(40)).Loss, history["val_loss"][^1]);
        }
    }

    [Fact]
    public void A_penalty_on_gradients_is_trained_captured_as_eagerly()
    {
        HashSet<string> hashes = [];
        foreach ((bool captured, int accumulate, bool copies) in ((bool, int, bool)[])[(true, 1, false), (true, 1, true), (false, 1, false), (true, 2, false), (false, 2, true)])
        {
            Sequential network = Smoothly();
            Model model = network.Compile(new Adam(0.01), Loss.CrossEntropy(), Metric.Accuracy);
            model.CustomStep = Smooth(network, copies);
            History history = model.Fit(Problems.CloudSet(96), 8, batchSize: 16, captured: captured, accumulate: accumulate, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.True(history["loss"][^1] < 0.6 * history["loss"][0]);
            hashes.Add(accumulate + Problems.Hash(model));
        }

        Assert.Equal(2, hashes.Count);
    }

    [Fact]
    public void A_loss_alone_is_enough_without_metrics_and_penalties_are_added()
    {
        Sequential network = Problems.Mlp();
        network.Parameters()[0].Regularizer = Regularizer.L2(0.1);
        Model model = network.Compile(new Sgd(0.1), Loss.CrossEntropy());
        Batch batch = Problems.CloudSet(20).ReadAll();
        double usual = model.AddGradient(batch).ToDouble();
        model.CustomStep = given => Loss.CrossEntropy(network.Call(given.Input), given.Target);
        Assert.Equal(usual, model.AddGradient(batch).ToDouble());

        Model measured = network.Compile(new Sgd(0.1), Loss.CrossEntropy(), Metric.Accuracy);
        measured.CustomStep = model.CustomStep;
        Assert.Contains("return `new StepResult(loss, prediction)`", Assert.Throws<InvalidOperationException>(() => measured.TrainStep(batch)).Message);
        measured.CustomStep = given => new(Loss.CrossEntropy(network.Call(given.Input), given.Target, reduction: Reduction.None), given.Input);
        Assert.Contains("a single number", Assert.Throws<ShapeException>(() => measured.TrainStep(batch)).Message);
    }
}
