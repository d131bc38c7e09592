using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests.Metrics;

[Collection(nameof(Alone))]
public class WeightedMetricTests
{
    static readonly Tensor _scores = Draw([40, 4], 1), _labels = Tensor.From<long>([.. Enumerable.Range(0, 40).Select(n => (long)(n * 7 % 4))], [40]);

    static readonly Tensor _rows = Draw([40, 3], 2), _truths = Draw([40, 3], 3);

    static IEnumerable<(Metric Metric, Tensor Prediction, Tensor Target)> Cases()
    {
        Tensor yes = _labels.Greater(1).To(DType.Int64);
        foreach (Metric metric in (Metric[])
        [
            Metric.Accuracy, Metric.TopK(2), Metric.F1(Classes.Multiclass(4)), Metric.ConfusionMatrix(Classes.Multiclass(4)), Metric.CohenKappa(Classes.Multiclass(4), KappaWeights.Linear),
            Metric.Recall(Classes.Multiclass(4, ignoreIndex: 2), ClassAverage.PerClass), Metric.ExactMatch(Classes.Multiclass(4)),
        ])
            yield return (metric, _scores, _labels);
        foreach (Metric metric in (Metric[])[Metric.MeanSquaredError, Metric.RootMeanSquaredError, Metric.MeanAbsoluteError, Metric.MeanAbsolutePercentageError])
            yield return (metric, _rows, _truths);
        foreach (Metric metric in (Metric[])[Metric.Accuracy, Metric.BinaryAccuracy(), Metric.Precision(), Metric.MatthewsCorrelation()])
            yield return (metric, _rows.Select(1, 0), yes);
        foreach (Metric metric in (Metric[])[Metric.Dice(Classes.Multilabel(3)), Metric.ExactMatch(Classes.Multilabel(3))])
            yield return (metric, _rows, _truths.Greater(0.5));
    }

    [Fact]
    public void A_weight_of_k_counts_as_k_samples()
    {
        int[] weights = [.. Enumerable.Range(0, 40).Select(n => n * 5 % 4)];
        Tensor repeated = Tensor.From<long>([.. weights.SelectMany((weight, n) => Enumerable.Repeat((long)n, weight))], [weights.Sum()]);
        Tensor column = Tensor.From<float>([.. weights.Select(weight => (float)weight)], [40]);
        foreach ((Metric metric, Tensor prediction, Tensor target) in Cases())
        {
            MetricState<Tensor, Tensor> expected = metric.NewState(), whole = metric.NewState(), parts = metric.Weighted().NewState(), ones = metric.NewState(), plain = metric.NewState();
            expected.Update(prediction.IndexSelect(0, repeated), target.IndexSelect(0, repeated));
            whole.Update(prediction, target, column);
            for (int from = 0; from < 40; from += 15)
                parts.Update(prediction.Slice(0, from, Math.Min(40, from + 15)), target.Slice(0, from, Math.Min(40, from + 15)), column.Slice(0, from, Math.Min(40, from + 15)));
            ones.Update(prediction, target, Tensor.Ones([40]));
            plain.Update(prediction, target);
            Same(metric, expected, whole);
            Same(metric, expected, parts);
            Same(metric, plain, ones);
            Assert.NotEqual(plain.Result.ToArray<double>(), whole.Result.ToArray<double>());
        }
    }

    [Fact]
    public void Fit_and_evaluation_measure_with_the_weights_beside_what_they_measure_without()
    {
        double[] weights = [.. Enumerable.Range(0, 90).Select(n => n % 5 * 0.75)];
        ArrayDataset data = Problems.CloudSet(90), weighted = data.WithSampleWeights(Tensor.From(weights).To(DType.Float32));
        foreach (bool captured in (bool[])[true, false])
        {
            Model model = Problems.Mlp().Compile(new Sgd(0.01), Loss.CrossEntropy(), Metric.Accuracy, Metric.Accuracy.Weighted());
            History history = model.Fit(weighted, 1, batchSize: 16, validationData: weighted, captured: captured, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.Contains("weighted_accuracy", history.Epochs[0].Metrics.Keys);
            Batch all = data.ReadAll();
            long[] said = model.Predict(all.Input).ArgMax(-1).ToArray<long>(), labels = all.Target.ToArray<long>();
            double[] hits = [.. said.Zip(labels, (first, second) => first == second ? 1.0 : 0)];
            Evaluation found = model.Evaluate(weighted, batchSize: 7);
            Assert.Equal(hits.Average(), found["accuracy"], 1e-12);
            Assert.Equal(hits.Zip(weights, (hit, weight) => hit * weight).Sum() / weights.Sum(), found["weighted_accuracy"], 1e-12);
            Assert.NotEqual(found["accuracy"], found["weighted_accuracy"]);
            Assert.Equal(found["weighted_accuracy"], history["val_weighted_accuracy"][^1], 1e-12);
            Assert.Equal(hits.Average(), model.Evaluate(data)["weighted_accuracy"], 1e-12);

            using TemporaryFolder folder = new();
            model.Save(folder.File("m.lamina"));
            Assert.Equal(found.Values, Model.Load(folder.File("m.lamina")).Evaluate(weighted, batchSize: 7).Values);
        }
    }

    [Fact]
    public void Each_output_has_its_own_and_metrics_without_such_a_form_are_refused()
    {
        Model model = Problems.Mlp().Compile(new Sgd(0.01), [new("cloud", Loss.CrossEntropy(), 1, Metric.Accuracy.Weighted())]);
        ArrayDataset data = Problems.CloudSet(20).WithSampleWeights(Tensor.From<float>([.. Enumerable.Range(0, 20).Select(n => n == 3 ? 1f : 0)], [20]));
        Assert.Contains(model.Evaluate(data)["cloud_weighted_accuracy"], (double[])[0, 1]);

        Assert.Contains("'auroc' has no form with weights", Assert.Throws<NotSupportedException>(() => Metric.Auroc().Weighted()).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => Metric.R2.NewState().Update(_rows, _truths, Tensor.Ones([40])));
        Assert.Contains("one for each sample", Assert.Throws<ShapeException>(() => Metric.Accuracy.NewState().Update(_scores, _labels, Tensor.Ones([39]))).Message, StringComparison.Ordinal);
    }

    static void Same(Metric metric, MetricState<Tensor, Tensor> expected, MetricState<Tensor, Tensor> actual)
    {
        foreach ((double first, double second) in expected.Result.ToArray<double>().Zip(actual.Result.ToArray<double>(), (a, b) => (a, b)))
            Assert.True(Math.Abs(first - second) < 1e-6 || (double.IsNaN(first) && double.IsNaN(second)), $"{metric}: {first} {second}");
    }

    static Tensor Draw(Shape shape, int seed)
    {
        Random random = new(seed);
        return Tensor.From<float>([.. Enumerable.Range(0, (int)shape.Count).Select(_ => random.NextSingle())], shape);
    }
}
