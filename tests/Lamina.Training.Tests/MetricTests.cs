using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

public class MetricTests
{
    static double Measure(Metric metric, params (Tensor Prediction, Tensor Target)[] batches)
    {
        Meter meter = new([metric], []);
        foreach ((Tensor prediction, Tensor target) in batches)
            meter.Add(new StepOutcome(Tensor.From(0f), [], [prediction]), BatchParts.Of(prediction, target));
        return meter.Read()[metric.Name];
    }

    [Fact]
    public void Accuracy_takes_class_numbers_one_hot_vectors_and_single_scores()
    {
        Tensor scores = Tensor.From([[1f, 2f, 0f], [5f, 1f, 1f], [0f, 1f, 3f], [2f, 2f, 1f]]);
        foreach (Tensor labels in (Tensor[])
        [
            Tensor.From<long>([1, 0, 1, 1], [4]), Tensor.From<byte>([1, 0, 1, 1], [4, 1]),
            Tensor.From([[0f, 1f, 0f], [1f, 0f, 0f], [0f, 1f, 0f], [0f, 1f, 0f]]),
        ])
        {
            // The last sample's tie goes to the first class, as in an argmax.
            Assert.Equal(0.5, Measure(Metric.Accuracy, (scores, labels)));
        }

        Assert.Equal(0.75, Measure(Metric.Accuracy, (Tensor.From([[0.9f], [0.2f], [0.6f], [0.4f]]), Tensor.From([[1f], [0f], [0f], [0f]]))));
        Assert.Equal(0.75, Measure(Metric.Accuracy, (Tensor.From(0.9f, 0.2f, 0.6f, 0.4f), Tensor.From<long>([1, 0, 0, 0], [4]))));
        Assert.Equal(0.5, Measure(Metric.BinaryAccuracy(0), (Tensor.From(-2f, 0.1f, float.NaN, 3f), Tensor.From<long>([0, 0, 0, 1], [4]))));

        // Beside a loss of logits a single score is a logit.
        Model model = Problems.Mlp().Compile(new Sgd(0.1), Loss.BinaryCrossEntropyWithLogits(), Metric.Accuracy);
        Assert.Equal(1, Measure(model.Metrics[0], (Tensor.From(0.3f, -0.2f), Tensor.From<long>([1, 0], [2]))));
        ShapeException error = Assert.Throws<ShapeException>(() => Measure(Metric.Accuracy, (scores, Tensor.From<long>([1, 0], [2]))));
        Assert.Contains("[4, 3]", error.Message);
    }

    [Fact]
    public void Pictures_of_classes_have_them_on_axis_1_or_on_the_last()
    {
        Tensor labels = Tensor.From<long>([0, 1, 2, 0], [1, 4]);
        Tensor last = Tensor.From<float>([9, 0, 0, 0, 9, 0, 9, 0, 0, 0, 9, 0], [1, 4, 3]);
        Assert.Equal(0.5, Measure(Metric.Accuracy, (last, labels)));
        Assert.Equal(0.5, Measure(Metric.Accuracy, (last.Permute(0, 2, 1), labels)));
    }

    [Fact]
    public void Top_k_counts_ranks_with_ties_to_the_lower_class()
    {
        Tensor scores = Tensor.From([[4f, 3f, 2f, 1f], [1f, 1f, 1f, 1f], [1f, 2f, 3f, float.NaN], [0f, 0f, float.NaN, 0f]]);
        Tensor labels = Tensor.From<long>([1, 2, 2, 2], [4]);

        // Ranks from 1: 2, 3, 2 behind the NaN, and never.
        Assert.Equal([0, 0.5, 0.75, 0.75], ((int[])[1, 2, 3, 4]).Select(k => Measure(Metric.TopK(k), (scores, labels))));
        Assert.Equal("top_3_accuracy", Metric.TopK(3).Name);
    }

    [Fact]
    public void Errors_are_means_over_all_elements_of_all_batches()
    {
        (Tensor, Tensor)[] batches = [(Tensor.From(1f, 2f, 3f), Tensor.From(1f, 0f, 4f)), (Tensor.From(5f), Tensor.From(2f))];
        Assert.Equal(1.5, Measure(Metric.MeanAbsoluteError, batches));
        Assert.Equal(3.5, Measure(Metric.MeanSquaredError, batches));
        Assert.Equal(Math.Sqrt(3.5), Measure(Metric.RootMeanSquaredError, batches));
        Assert.Equal(1, Measure(Metric.MeanAbsoluteError, (Tensor.From([[1f], [2f]]), Tensor.From(2f, 3f))));
        Assert.Throws<ShapeException>(() => Measure(Metric.MeanAbsoluteError, (Tensor.From([[1f, 2f]]), Tensor.From(2f, 3f))));
    }
}
