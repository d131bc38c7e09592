using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class SampleWeightTests
{
    static double[] Weights(int count) => [.. Enumerable.Range(0, count).Select(i => i % 5 * 0.75)];

    static Tensor Column(double[] weights) => Tensor.From(weights).To(DType.Float32);

    // The loss of each sample in plain double, and what the sum of all is divided by.
    static (double[] Losses, double Divisor) Plain(string kind, Tensor prediction, long[] labels)
    {
        double[] values = prediction.ToArray<double>();
        double[] losses = [.. labels.Select((label, n) =>
        {
            double[] row = values[(3 * n)..(3 * (n + 1))];
            return kind == "cross"
                ? Math.Log(row.Sum(value => Math.Exp(value - row.Max()))) + row.Max() - row[label]
                : row.Select((value, i) => (value - (i == label ? 1 : 0)) * (value - (i == label ? 1 : 0))).Sum();
        })];
        return (losses, kind == "sum" ? 1 : kind == "squares" ? 3 * labels.Length : labels.Length);
    }

    static IEnumerable<(string Kind, Loss Loss, ArrayDataset Data)> Cases((float[,] X, long[] Y) clouds) =>
    [
        ("cross", Loss.CrossEntropy(), ArrayDataset.From(clouds.X, clouds.Y)),
        ("squares", Loss.MeanSquaredError(), ArrayDataset.From(clouds.X, clouds.Y).OneHot(3)),
        ("sum", Loss.MeanSquaredError(Reduction.Sum), ArrayDataset.From(clouds.X, clouds.Y).OneHot(3)),
    ];

    [Fact]
    public void Each_loss_is_multiplied_by_its_weight_in_training_and_evaluation()
    {
        (float[,] x, long[] y) = Problems.Clouds(60);
        double[] weights = Weights(60);
        foreach ((string kind, Loss loss, ArrayDataset data) in Cases((x, y)))
        {
            Model model = Problems.Mlp().Compile(new Sgd(0.1), loss);
            (double[] losses, double divisor) = Plain(kind, model.Predict(Tensor.From(x)), y);
            double expected = losses.Zip(weights, (value, weight) => value * weight).Sum() / divisor;
            ArrayDataset weighted = data.WithSampleWeights(Column(weights));
            Assert.Equal(expected, model.AddGradient(weighted.ReadAll()).ToDouble(), 1e-4 * expected);
            Assert.Equal(losses.Sum() / divisor, model.Evaluate(data, batchSize: 60).Loss, 1e-4 * expected);
            Assert.Equal(expected, model.Evaluate(weighted, batchSize: 60).Loss, 1e-4 * expected);
            if (kind != "sum")
                Assert.Equal(expected, model.Evaluate(weighted, batchSize: 7).Loss, 1e-4 * expected);
        }
    }

    [Fact]
    public void The_gradient_is_the_weighted_sum_of_the_gradients_of_single_samples()
    {
        Model whole = Make(), parts = Make();
        double[] weights = Weights(12);
        Batch batch = Problems.CloudSet(12).WithSampleWeights(Column(weights)).ReadAll();
        whole.AddGradient(batch);
        for (int n = 0; n < 12; n++)
            parts.AddGradient(batch.Input.Slice(0, n, n + 1), batch.Target.Slice(0, n, n + 1), Tensor.From((float)(weights[n] / 12)));
        foreach ((Parameter expected, Parameter actual) in parts.Module.Parameters().Zip(whole.Module.Parameters()))
        {
            foreach ((double first, double second) in expected.Grad!.ToArray<double>().Zip(actual.Grad!.ToArray<double>()))
                Assert.Equal(first, second, 1e-5);
        }
    }

    [Fact]
    public void Weights_by_class_are_class_weights_to_the_bit_and_both_multiply()
    {
        Dictionary<long, double> classes = new() { [0] = 0.5, [1] = 3 };
        (float[,] x, long[] y) = Problems.Clouds(100);
        double[] same = [.. y.Select(label => classes.GetValueOrDefault(label, 1))];
        ArrayDataset data = ArrayDataset.From(x, y);
        Model byClass = Make(), bySample = Make(), both = Make();
        (byClass.ClassWeights, both.ClassWeights) = (classes, classes);
        byClass.Fit(data, 3, verbose: Verbosity.Silent);
        History history = bySample.Fit(data.WithSampleWeights(Column(same)), 3, verbose: Verbosity.Silent);
        Assert.Null(history.EagerBecause);
        Assert.Equal(Problems.Hash(byClass), Problems.Hash(bySample));

        double[] more = Weights(100), product = [.. same.Zip(more, (first, second) => first * second)];
        Assert.Equal(
            Make().AddGradient(data.WithSampleWeights(Column(product)).ReadAll()).ToDouble(), both.AddGradient(data.WithSampleWeights(Column(more)).ReadAll()).ToDouble(), 1e-5);
    }

    [Fact]
    public void Captured_is_eager_and_parts_of_a_set_keep_their_weights()
    {
        ArrayDataset data = Problems.CloudSet(90), weighted = data.WithSampleWeights(Column(Weights(90)));
        HashSet<string> hashes = [];
        foreach ((bool captured, int accumulate) in ((bool, int)[])[(true, 1), (false, 1), (true, 3), (false, 3)])
        {
            Model model = Make();
            History history = model.Fit(weighted, 2, batchSize: 10, validationSplit: 0.2, captured: captured, accumulate: accumulate, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            Assert.Equal(history["val_loss"][^1], model.Evaluate(data.SplitLast(0.2).HeldOut.WithSampleWeights(Column(Weights(90)[72..]))).Loss);
            hashes.Add(accumulate + Problems.Hash(model));
        }

        Model plain = Make();
        plain.Fit(data, 2, batchSize: 10, validationSplit: 0.2, verbose: Verbosity.Silent);
        Assert.Equal(2, hashes.Count);
        Assert.DoesNotContain(1 + Problems.Hash(plain), hashes);
    }

    [Fact]
    public void A_loss_of_ones_own_is_weighted_inside_it()
    {
        Batch batch = Problems.OneHotClouds(20).WithSampleWeights(Column(Weights(20))).ReadAll();
        Assert.Contains("weighted inside it", Assert.Throws<ShapeException>(() => Problems.CloudModel().AddGradient(batch)).Message);
    }

    static Model Make() => Problems.Mlp().Compile(new Sgd(0.1), Loss.CrossEntropy());
}
