using Lamina.Data;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class ClassWeightTests
{
    static readonly Dictionary<long, double> Weights = new() { [0] = 0.5, [2] = 4 };

    // Σ w[y]·loss / N in plain double, over one batch of all samples.
    static double Expected(double[] losses, long[] labels) =>
        losses.Zip(labels, (loss, label) => loss * Weights.GetValueOrDefault(label, 1)).Sum() / labels.Length;

    static double[] CrossEntropies(Tensor logits, long[] labels)
    {
        double[] values = logits.ToArray<double>();
        int classes = values.Length / labels.Length;
        return [.. labels.Select((label, n) =>
        {
            double[] row = values[(n * classes)..((n + 1) * classes)];
            return Math.Log(row.Sum(value => Math.Exp(value - row.Max()))) + row.Max() - row[label];
        })];
    }

    [Fact]
    public void The_loss_of_a_sample_is_multiplied_by_the_weight_of_its_class()
    {
        (float[,] x, long[] y) = Problems.Clouds(60);
        foreach ((Loss loss, ArrayDataset data) in ((Loss, ArrayDataset)[])
        [
            (Loss.CrossEntropy(), ArrayDataset.From(x, y)),
            (Loss.SparseCategoricalCrossEntropy(fromLogits: true), ArrayDataset.From(x, y)),
            (Loss.CrossEntropy(), ArrayDataset.From(x, y).OneHot(3)),
        ])
        {
            Model model = Problems.Mlp().Compile(new Sgd(0.1), loss);
            double[] losses = CrossEntropies(model.Predict(Tensor.From(x)), y);
            double plain = model.Evaluate(data).Loss;
            model.ClassWeights = Weights;
            (Tensor input, Tensor target) = data.ReadAll();
            Assert.Equal(Expected(losses, y), model.AddGradient(input, target).ToDouble(), 1e-5);
            Assert.Equal(losses.Average(), plain, 1e-5);
            Assert.Equal(plain, model.Evaluate(data).Loss);
        }
    }

    [Fact]
    public void Binary_targets_are_the_classes_0_and_1()
    {
        Model model = Problems.Fill(new Sequential(new Linear(2, 1))).Compile(new Sgd(0.1), Loss.BinaryCrossEntropyWithLogits());
        Tensor x = Tensor.From<float>([1, 2, -1, 0.5f, 3, -2], [3, 2]), y = Tensor.From<float>([1, 0, 1], [3, 1]);
        double[] logits = model.Predict(x).ToArray<double>(), targets = [1, 0, 1];
        model.ClassWeights = new Dictionary<long, double> { [1] = 3 };
        double expected = logits.Zip(targets, (logit, target) => (target == 1 ? 3 : 1) * Math.Log(1 + Math.Exp(target == 1 ? -logit : logit))).Average();
        Assert.Equal(expected, model.AddGradient(x, y).ToDouble(), 1e-6);
    }

    [Fact]
    public void A_captured_training_with_weights_is_the_eager_one_and_names_the_rare_class_more_often()
    {
        (float[,] x, long[] y) = Problems.Clouds();
        List<string> hashes = [];
        List<int> named = [];
        foreach ((bool captured, double weight) in ((bool, double)[])[(true, 50), (false, 50), (true, 1)])
        {
            Model model = Problems.Mlp().Compile(new Sgd(0.02), Loss.CrossEntropy());
            model.ClassWeights = new Dictionary<long, double> { [1] = weight };
            History history = model.Fit(x, y, epochs: 2, captured: captured, verbose: Verbosity.Silent);
            Assert.Null(history.EagerBecause);
            hashes.Add(Problems.Hash(model));
            named.Add(model.Predict(x).ArgMax(1).ToArray<long>().Count(label => label == 1));
        }

        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], hashes[2]);
        Assert.True(named[0] > named[2], string.Join(", ", named));
    }

    [Fact]
    public void Weights_that_make_no_sense_are_refused()
    {
        Model model = Problems.Mlp().Compile(new Sgd(0.1), Loss.CrossEntropy());
        Assert.Throws<ArgumentException>(() => model.ClassWeights = new Dictionary<long, double> { [-1] = 1 });
        Assert.Throws<ArgumentException>(() => model.ClassWeights = new Dictionary<long, double> { [1] = double.NaN });
        model.ClassWeights = new Dictionary<long, double> { [7] = 1 };
        (Tensor input, Tensor target) = Problems.CloudSet().ReadAll();
        Assert.Contains("class 7, but there are the classes 0 to 2", Assert.Throws<IndexException>(() => model.AddGradient(input, target)).Message);
        Model own = Problems.CloudModel();
        own.ClassWeights = Weights;
        (input, target) = Problems.OneHotClouds().ReadAll();
        Assert.Contains("weighted inside it", Assert.Throws<ShapeException>(() => own.AddGradient(input, target)).Message);
    }
}
