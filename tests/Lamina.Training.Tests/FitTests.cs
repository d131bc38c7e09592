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
}
