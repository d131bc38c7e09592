using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class FitTests
{
    [Fact]
    public void A_separable_problem_is_learned_from_a_data_set_and_from_arrays()
    {
        Model model = Problems.CloudModel(Metric.Accuracy, Metric.MeanSquaredError);
        History history = model.Fit(Problems.OneHotClouds(), epochs: 15, validationSplit: 0.2, verbose: Verbosity.Silent);

        Assert.Equal(15, history.Epochs.Count);
        Assert.Equal(new TrainingPosition(15, 0, 15 * 8), model.Position);
        Assert.True(history["val_accuracy"][^1] >= 0.97, history.ToString());
        Assert.True(history["loss"][^1] < history["loss"][0] / 3, history.ToString());
        Evaluation found = model.Evaluate(Problems.OneHotClouds(seed: 5));
        Assert.True(found[Metric.Accuracy] >= 0.97, found.ToString());
        Assert.Equal(found.Loss, found["mean_squared_error"], 6);
        Assert.Equal(found[0], found.Loss);
        Assert.Matches(@"^loss 0\.\d+ · accuracy \d+\.\d+ % · mean_squared_error 0\.\d+$", found.ToString());
    }

    [Fact]
    public void The_validation_split_is_cut_from_the_end_before_any_shuffling()
    {
        // A batch is known by its inputs, which count the samples.
        float[,] x = new float[10, 1];
        float[,] y = new float[10, 1];
        for (int i = 0; i < 10; i++)
            x[i, 0] = i;
        Watching trained = new();
        trained.Compile(new Sgd(0), Loss.MeanSquaredError()).Fit(x, y, epochs: 2, batchSize: 3, validationSplit: 0.25, verbose: Verbosity.Silent);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], trained.Trained.Distinct().Order());
        Assert.Equal(14, trained.Trained.Count);
        Assert.NotEqual(trained.Trained[..7], trained.Trained[7..]);
        Assert.Equal([7, 8, 9, 7, 8, 9], trained.Evaluated);

        Watching ordered = new();
        ordered.Compile(new Sgd(0), Loss.MeanSquaredError()).Fit(x, y, epochs: 1, batchSize: 4, shuffle: false, verbose: Verbosity.Silent);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], ordered.Trained);
    }

    [Fact]
    public void A_loop_of_ones_own_is_the_step_of_fit()
    {
        Model fitted = Problems.CloudModel(Metric.MeanAbsoluteError), looped = Problems.CloudModel(Metric.MeanAbsoluteError);
        History history = fitted.Fit(Problems.OneHotClouds(), epochs: 1, seed: 3, verbose: Verbosity.Silent);
        looped.Module.Train();
        foreach ((Tensor x, Tensor y) in new DataLoader(Problems.OneHotClouds(), 32, shuffle: true, seed: 3))
            looped.TrainStep(x, y);
        Assert.Equal(Problems.Hash(fitted), Problems.Hash(looped));
        Assert.Equal(history["loss"][0], looped.TrainingMetrics.Loss);
        Assert.Equal(history["mean_absolute_error"][0], looped.TrainingMetrics[Metric.MeanAbsoluteError]);
    }

    [Fact]
    public void Options_that_cannot_be_are_refused()
    {
        Model model = Problems.CloudModel();
        ArrayDataset data = Problems.OneHotClouds();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, epochs: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, batchSize: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Fit(data, validationSplit: 1));
        Assert.Throws<ArgumentException>(() => model.Fit(data, validationSplit: 0.1, validationData: data));
        Assert.Contains("nothing would be trained", Assert.Throws<ArgumentException>(() => Problems.Mlp().Compile(new Sgd(Problems.Mlp().Parameters()), Loss.MeanSquaredError())).Message);
        Assert.Throws<ShapeException>(() => Problems.Mlp().Compile(new Sgd(0.1), (prediction, target) => prediction - target).Fit(data, verbose: Verbosity.Silent));
    }

    sealed class Watching : Module<Tensor, Tensor>
    {
        readonly Linear _linear = new(1, 1);

        public List<float> Trained { get; } = [];

        public List<float> Evaluated { get; } = [];

        public override Tensor Forward(Tensor x)
        {
            (IsTraining ? Trained : Evaluated).AddRange(x.ToArray<float>());
            return _linear.Forward(x);
        }
    }
}
