using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Metrics in a compiled model, and what they say to what does not fit.</summary>
[Collection(nameof(Alone))]
public class MetricUseTests
{
    static double Value(Metric metric, Tensor prediction, Tensor target)
    {
        MetricState<Tensor, Tensor> state = metric.NewState();
        state.Update(prediction, target);
        return state.Value;
    }

    [Fact]
    public void Fit_and_Evaluate_log_each_number_and_keep_the_step_replayed()
    {
        Classes classes = Classes.Multiclass(3);
        Metric[] metrics =
        [
            Metric.Accuracy, Metric.Recall(classes, ClassAverage.PerClass), Metric.ConfusionMatrix(classes), Metric.Auroc(classes, bins: 50),
            Metric.ExpectedCalibrationError(classes), Metric.Perplexity(), Metric.CohenKappa(classes),
        ];
        Model model = Problems.Mlp().Compile(new Adam(0.01), Loss.SparseCategoricalCrossEntropy(fromLogits: true), metrics);
        History history = model.Fit(Problems.CloudSet(), epochs: 4, batchSize: 30, validationSplit: 0.2, verbose: Verbosity.Silent);
        Assert.Null(history.EagerBecause);
        Assert.Empty(history.Changes);

        Evaluation seen = model.Evaluate(Problems.CloudSet(), batchSize: 20);
        string[] names = ["loss", "accuracy", "recall_0", "recall_1", "recall_2", .. Enumerable.Range(0, 9).Select(i => $"confusion_matrix_{i / 3}_{i % 3}"), "auroc", "expected_calibration_error", "perplexity", "cohen_kappa"];
        Assert.Equal(names, seen.Values.Select(pair => pair.Key));
        Assert.Equal(300, Enumerable.Range(0, 9).Sum(i => seen[$"confusion_matrix_{i / 3}_{i % 3}"]));
        Assert.Equal(seen["accuracy"], Enumerable.Range(0, 3).Sum(i => seen[$"confusion_matrix_{i}_{i}"]) / 300, 12);
        Assert.Equal(Math.Exp(seen.Loss), seen["perplexity"], 4);
        Assert.Equal(4, history["val_recall_2"].Count);
        Assert.Matches(@"recall_2 [0-9.]+ % · confusion_matrix_0_0 [0-9.]+ · ", seen.ToString());
        Assert.True(metrics[1].IsCalled("val_recall_2") && metrics[2].IsCalled("confusion_matrix_0_1") && !metrics[0].IsCalled("accuracy_of_it") && !metrics[0].IsCalled("top_1_accuracy"));

        // By hand, from the predictions of all: the loss told the model that scores are logits, here it is said.
        (Tensor x, Tensor y) = Problems.CloudSet().ReadAll();
        Tensor logits = model.Predict(x);
        Assert.Equal(seen["expected_calibration_error"], Value(Metric.ExpectedCalibrationError(Classes.Multiclass(3, fromLogits: true)), logits, y), 6);
        Assert.Equal(seen["expected_calibration_error"], Value(Metric.ExpectedCalibrationError(classes), logits.Softmax(), y), 6);
        Assert.NotEqual(seen["expected_calibration_error"], Value(Metric.ExpectedCalibrationError(classes), logits, y), 3);
    }

    [Fact]
    public void A_metric_that_keeps_samples_trains_eagerly_and_is_as_exact()
    {
        Model model = Problems.Mlp().Compile(new Adam(0.01), Loss.SparseCategoricalCrossEntropy(fromLogits: true), Metric.Auroc(Classes.Multiclass(3)));
        History history = model.Fit(Problems.CloudSet(), epochs: 2, batchSize: 30, verbose: Verbosity.Silent);
        Assert.Contains("reads a value to the host", history.EagerBecause);
        (Tensor x, Tensor y) = Problems.CloudSet().ReadAll();
        Assert.Equal(Value(Metric.Auroc(Classes.Multiclass(3)), model.Predict(x).Softmax(), y), model.Evaluate(Problems.CloudSet(), batchSize: 7)["auroc"], 9);
    }

    [Fact]
    public void Features_that_are_no_numbers_have_no_distance()
    {
        Tensor features = Tensor.Randn([6, 3], generator: new Generator(1)), broken = features / (features - features);
        Assert.True(double.IsNaN(Value(Metric.FrechetDistance, broken, features)));
        Assert.True(double.IsNaN(Value(Metric.FrechetDistance, features, broken)));
        Assert.InRange(Math.Abs(Value(Metric.FrechetDistance, features, features)), 0, 1e-6);
    }

    [Fact]
    public void Logits_are_cut_where_their_probability_is()
    {
        Tensor logits = Tensor.From(-2f, 0.1f, 1.5f, 3f), target = Tensor.From<long>([0, 1, 0, 1], [4]);
        Assert.Equal(2 / 3.0, Value(Metric.Precision(Classes.Binary(fromLogits: true)), logits, target), 12);

        // ln(0.8/0.2) = 1.386
        Assert.Equal(0.5, Value(Metric.Recall(Classes.Binary(0.8, fromLogits: true)), logits, target), 12);
        // Probabilities that float32 and float64 round to 1 still stand in order.
        Tensor sure = Tensor.From(30f, 60f, 50f, 80f), which = Tensor.From<long>([0, 1, 0, 1], [4]);
        Assert.Equal(1, Value(Metric.Auroc(Classes.Binary(fromLogits: true)), sure, which));
        Tensor both = Tensor.From([[0f, 22f], [25f, 0f], [0f, 24f], [20f, 0f]]);
        Assert.Equal(1, Value(Metric.Auroc(Classes.Multiclass(2, fromLogits: true)), both, Tensor.From<long>([1, 0, 1, 1], [4])));
        Model model = Problems.Mlp().Compile(new Sgd(0.1), Loss.BinaryCrossEntropyWithLogits(), Metric.Precision());
        Assert.Equal(2 / 3.0, Value(model.Metrics[0], logits, target), 12);
    }

    [Fact]
    public void What_is_ignored_counts_nowhere()
    {
        Tensor scores = Tensor.From([[0.1f, 0.9f], [0.8f, 0.2f], [0.3f, 0.7f], [0.4f, 0.6f]]);
        Tensor target = Tensor.From<long>([1, 255, 0, 1], [4]);
        Classes classes = Classes.Multiclass(2, ignoreIndex: 255);
        Tensor rest = Tensor.Stack([scores[0], scores[2], scores[3]]), few = Tensor.From<long>([1, 0, 1], [3]);
        foreach (Func<Classes, Metric> make in (Func<Classes, Metric>[])
        [
            each => Metric.IntersectionOverUnion(each), each => Metric.CohenKappa(each), each => Metric.ExpectedCalibrationError(each),
            each => Metric.Auroc(each), each => Metric.Auroc(each, bins: 10), each => Metric.AveragePrecision(each, ClassAverage.Micro, bins: 10),
        ])
        {
            Assert.Equal(Value(make(Classes.Multiclass(2)), rest, few), Value(make(classes), scores, target), 12);
        }

        // Pictures of class numbers.
        Tensor said = Tensor.From<long>([0, 1, 1, 0, 1, 1], [1, 2, 3]), truth = Tensor.From<long>([0, 1, 255, 0, 0, 1], [1, 2, 3]);
        Assert.Equal(((2 / 3.0) + (2 / 3.0)) / 2, Value(Metric.IntersectionOverUnion(classes), said, truth), 12);
    }

    [Fact]
    public void A_number_that_is_no_class_is_an_error_and_not_another_class()
    {
        Classes classes = Classes.Multiclass(3);
        Tensor good = Tensor.From<long>([0, 1, 2], [3]);
        foreach (Tensor bad in (Tensor[])[Tensor.From<long>([0, 3, 1], [3]), Tensor.From<long>([0, -1, 1], [3])])
        {
            Assert.Throws<IndexException>(() => Value(Metric.F1(classes), good, bad));
            Assert.Throws<IndexException>(() => Value(Metric.F1(classes), bad, good));
        }

        Assert.Contains("3 classes", Assert.Throws<ShapeException>(() => Value(Metric.F1(classes), Tensor.Zeros([4, 5]), Tensor.Zeros([4], DType.Int64))).Message);
        Assert.Contains("[N, 3]", Assert.Throws<ShapeException>(() => Value(Metric.F1(Classes.Multilabel(3)), Tensor.Zeros([4, 5]), Tensor.Zeros([4, 5]))).Message);
        Assert.Contains("element by element", Assert.Throws<ShapeException>(() => Value(Metric.Auroc(), Tensor.Zeros([4]), Tensor.Zeros([5]))).Message);
        Assert.Contains("queries", Assert.Throws<ShapeException>(() => Value(Metric.HitRate(2), Tensor.Zeros([4, 3]), Tensor.Zeros([5], DType.Int64))).Message);
        MetricState<Tensor, Tensor> matrix = Metric.ConfusionMatrix(classes).NewState();
        matrix.Update(good, good);
        Assert.Contains("read `Result`", Assert.Throws<InvalidOperationException>(() => matrix.Value).Message);
    }

    [Fact]
    public void A_class_without_a_yes_or_a_no_has_no_area_and_means_leave_it_out()
    {
        Tensor scores = Tensor.From([[0.7f, 0.2f, 0.1f], [0.3f, 0.6f, 0.1f], [0.5f, 0.4f, 0.1f]]), target = Tensor.From<long>([0, 1, 0], [3]);
        MetricState<Tensor, Tensor> each = Metric.Auroc(Classes.Multiclass(3), ClassAverage.PerClass).NewState();
        each.Update(scores, target);
        Assert.Equal([1, 1, double.NaN], each.Result.ToArray<double>());
        Assert.Equal(1, Value(Metric.Auroc(Classes.Multiclass(3)), scores, target));
        Assert.Equal(1, Value(Metric.AveragePrecision(Classes.Multiclass(3), ClassAverage.Weighted), scores, target));
        Assert.True(double.IsNaN(Value(Metric.Auroc(), Tensor.From(0.1f, 0.9f), Tensor.From(1f, 1f))));
    }

    [Fact]
    public void A_damaged_description_is_an_error_of_the_file()
    {
        foreach (string text in (string[])
        [
            """{"kind":"recall","classes":{"kind":"Multiclass","count":1,"threshold":0.5,"from_logits":false},"average":"Macro","beta":1}""",
            """{"kind":"recall","classes":{"kind":"Multiclass","count":3,"threshold":0.5,"from_logits":false},"average":"9","beta":1}""",
            """{"kind":"auroc","classes":{"kind":"Binary","count":2,"threshold":0.5,"from_logits":false},"average":"Macro","bins":2000000000}""",
            """{"kind":"f_beta","classes":{"kind":"Binary","count":2,"threshold":0.5,"from_logits":false},"average":"Macro","beta":-1}""",
            """{"kind":"guess"}""",
        ])
        {
            using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(text);
            Assert.Throws<Lamina.Formats.FileFormatException>(() => MetricForms.Make(new Described("a.lamina", "metrics[0]", document.RootElement, new ElementBudget(0))));
        }
    }
}
