using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Losses;

/// <summary>Errors, limits, second derivatives and the forms of losses.</summary>
public sealed class LossTests
{
    static readonly Tensor Logits = Tensor.From([1f, 2f, 3f], [3f, 1f, 0f]);

    [Fact]
    public void Both_forms_give_the_same()
    {
        Tensor labels = Tensor.From(2L, 1L);
        double direct = Loss.CrossEntropy(Logits, labels, labelSmoothing: 0.1).ToDouble();
        Assert.Equal(direct, Loss.CrossEntropy(labelSmoothing: 0.1).Forward(Logits, labels).ToDouble());
        Func<Tensor, Tensor, Tensor> function = Loss.CrossEntropy(labelSmoothing: 0.1);
        Assert.Equal(direct, function(Logits, labels).ToDouble());
        Assert.Equal(Loss.CrossEntropy(labelSmoothing: 0.1), Loss.CrossEntropy(labelSmoothing: 0.1));
        Assert.NotEqual(Loss.CrossEntropy(labelSmoothing: 0.1), Loss.CrossEntropy());
        Assert.Equal("SparseCategoricalCrossEntropy", Loss.SparseCategoricalCrossEntropy(fromLogits: true).Name);
        Assert.Equal(6.0, Loss.From("sum", (p, t) => (p + t).Sum()).Forward(Tensor.From(1f, 2f), Tensor.From(1f, 2f)).ToDouble());
    }

    [Fact]
    public void Means_of_16_bit_losses_are_rounded_once()
    {
        // 1,001 labels are more than bfloat16 can count, and their losses add up to more than float16 holds.
        Tensor logits = Tensor.From([0f, 100f]).Expand([1001, 2]), labels = Tensor.Zeros([1001], DType.Int64);
        foreach (DType dtype in (DType[])[DType.Float16, DType.BFloat16])
        {
            Tensor x = logits.To(dtype);
            Assert.Equal(100, Loss.CrossEntropy(x, labels).ToDouble());
            Assert.Equal(100, Loss.CrossEntropy(x, labels, weight: Tensor.Ones([2], dtype)).ToDouble());
            Assert.Equal(100, Loss.SparseCategoricalCrossEntropy(x, labels, fromLogits: true).ToDouble());
            Assert.Equal(100, Loss.NegativeLogLikelihood(-x.Flip(1), labels).ToDouble());
            Assert.Equal(dtype, Loss.CrossEntropy(x, labels).DType);
            Assert.Equal(5000, Loss.MeanSquaredError(x, Tensor.ZerosLike(x)).ToDouble(), 10.0);
            Assert.Equal(10000, Loss.KullbackLeibler(Tensor.Full([1001, 2], -5000, dtype), Tensor.Ones([1001, 2], dtype), reduction: Reduction.BatchMean).ToDouble(), 50.0);
        }
    }

    [Fact]
    public void Keras_losses_of_logits_equal_cross_entropy()
    {
        Tensor labels = Tensor.From(2L, 1L), oneHot = Tensor.From([0f, 0f, 1f], [0f, 1f, 0f]);
        double expected = Loss.CrossEntropy(Logits, labels).ToDouble();
        Assert.Equal(expected, Loss.SparseCategoricalCrossEntropy(Logits, labels, fromLogits: true).ToDouble(), 1e-6);
        Assert.Equal(expected, Loss.CategoricalCrossEntropy(Logits, oneHot, fromLogits: true).ToDouble(), 1e-6);
        Assert.Equal(expected, Loss.SparseCategoricalCrossEntropy(Logits.Softmax(-1), labels).ToDouble(), 1e-6);
        Assert.Equal(expected, Loss.CrossEntropy(Logits, labels.To(DType.UInt8)).ToDouble());
        Tensor some = Tensor.From(2L, 9L);
        Assert.Equal(Loss.CrossEntropy(Logits, some, ignoreIndex: 9).ToDouble(), Loss.SparseCategoricalCrossEntropy(Logits, some, fromLogits: true, ignoreIndex: 9).ToDouble(), 1e-6);
    }

    // Of a distribution the mean is over samples, as PyTorch has it; of labels over their weights.
    [Fact]
    public void Keras_losses_take_all_options_for_probabilities_and_logits_alike()
    {
        Tensor x = Tensor.From([1.0, 2, 3], [3, 1, 0], [0.5, 0.2, -1], [2, 2, 1]).To(DType.Float64), p = x.Softmax(-1), weight = Tensor.From(0.5, 2.0, 3.0);
        Tensor labels = Tensor.From(2L, 1L, 0L, 1L), oneHot = Tensor.From([0.0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 1, 0]).To(DType.Float64);
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.None])
        {
            double[] expected = Loss.CrossEntropy(x, labels, weight, 1, 0.1, reduction).ToArray<double>();
            double scale = reduction == Reduction.Mean ? (3.0 + 0.5) / 2 : 1;
            foreach ((Tensor prediction, bool logits) in ((Tensor, bool)[])[(x, true), (p, false)])
            {
                Comparison.Check("sparse", expected, Loss.SparseCategoricalCrossEntropy(prediction, labels, logits, 0.1, weight, 1, reduction).ToArray<double>(), 1e-12);
                Comparison.Check("categorical", [.. expected.Select(value => value * scale)], Loss.CategoricalCrossEntropy(prediction, oneHot, logits, 0.1, weight, 1, reduction).ToArray<double>(), 1e-12);
            }

            Comparison.Check("probabilities", Loss.CrossEntropy(x, p, weight, labelSmoothing: 0.1, reduction: reduction).ToArray<double>(),
                Loss.CategoricalCrossEntropy(x, p, true, 0.1, weight, reduction: reduction).ToArray<double>(), 1e-12);
        }
    }

    [Fact]
    public void A_sample_that_does_not_count_takes_no_part_whatever_it_is()
    {
        Tensor labels = Tensor.From(2L, 1L), oneHot = Tensor.From([0f, 0f, 1f], [0f, 1f, 0f]);
        foreach (double smoothing in (double[])[0, 0.1])
        {
            Tensor bad = Tensor.From([1f, 2f, 3f], [float.NaN, 1f, 0f]);
            foreach (Tensor loss in (Tensor[])
            [
                Loss.CrossEntropy(bad, labels, ignoreIndex: 1, labelSmoothing: smoothing), Loss.SparseCategoricalCrossEntropy(bad, labels, true, smoothing, ignoreIndex: 1),
                Loss.CategoricalCrossEntropy(bad, oneHot, true, smoothing, ignoreIndex: 1),
            ])
            {
                Assert.Equal(Loss.CrossEntropy(Logits[..1], labels[..1], labelSmoothing: smoothing).ToDouble(), loss.ToDouble(), 1e-6);
            }
        }

        Assert.True(double.IsNaN(Loss.CategoricalCrossEntropy(Logits, Tensor.From([0f, 1f, 0f], [0f, 1f, 0f]), true, ignoreIndex: 1).ToDouble()));
        Assert.Contains("0 … 2", Assert.Throws<IndexException>(() => Loss.CategoricalCrossEntropy(Logits, oneHot, ignoreIndex: -100)).Message);
    }

    [Fact]
    public void Shapes_that_would_broadcast_are_refused()
    {
        Tensor flat = Tensor.Zeros([4]), column = Tensor.Zeros([4, 1]);
        foreach (Loss loss in (Loss[])[Loss.MeanSquaredError(), Loss.HalfMeanSquaredError(), Loss.MeanAbsoluteError(), Loss.Huber(), Loss.SmoothL1(),
            Loss.BinaryCrossEntropy(), Loss.BinaryCrossEntropyWithLogits(), Loss.KullbackLeibler(), Loss.CategoricalCrossEntropy()])
        {
            string message = Assert.Throws<ShapeException>(() => loss.Forward(flat, column)).Message;
            Assert.StartsWith(loss.Name, message);
            Assert.Contains("Reshape([4])", message);
            Assert.Contains("[4, 4]", message);
            Assert.StartsWith(loss.Name, Assert.Throws<DTypeException>(() => loss.Forward(Tensor.From(1L, 2L), Tensor.From(1f, 2f))).Message);
        }
    }

    [Fact]
    public void Labels_that_do_not_fit_are_named()
    {
        foreach (Loss loss in (Loss[])[Loss.CrossEntropy(), Loss.NegativeLogLikelihood(), Loss.SparseCategoricalCrossEntropy(fromLogits: true)])
        {
            Assert.Contains("labels.Reshape([2])", Assert.Throws<ShapeException>(() => loss.Forward(Logits, Tensor.Zeros([2, 1], DType.Int64))).Message);
            Assert.Contains("Compare", Assert.Throws<ShapeException>(() => loss.Forward(Logits, Tensor.From(0L, 1L, 2L))).Message);
            Assert.Contains("To(DType.Int64)", Assert.Throws<DTypeException>(() => loss.Forward(Logits, Tensor.From(0f, 1f))).Message);
            Assert.Contains("One-hot", Assert.Throws<ShapeException>(() => loss.Forward(Logits, Tensor.Zeros([2, 3], DType.Int64))).Message);
            string message = Assert.Throws<IndexException>(() => loss.Forward(Logits, Tensor.From(0L, 3L))).Message;
            Assert.StartsWith($"{loss.Name}: the label of sample 1 is 3, but there are 3 classes: labels run from 0 to 2. Correct the labels, ", message, StringComparison.Ordinal);
            Assert.EndsWith(loss is SparseCategoricalCrossEntropyLoss ? "or widen the last layer." : "widen the last layer, or pass ignoreIndex: 3 to leave such samples out (it is -100).", message, StringComparison.Ordinal);

            // A replayed step names it as well, though the loss itself is not called again.
            Tensor labels = Tensor.From(0L, 1L);
            Step step = Capture.Step(input => loss.Forward(input, labels));
            step.Run(Logits);
            labels.Fill<long>([0, 3]);
            Assert.Equal(message, Assert.Throws<IndexException>(() => step.Run(Logits)).Message);
            Assert.Throws<IndexException>(() => loss.Forward(Logits, Tensor.From(-1L, 0L)));
            Assert.Throws<ShapeException>(() => loss.Forward(Tensor.From(1f).Sum(), Tensor.From(0L)));
        }

        Assert.Contains("Sparse", Assert.Throws<ShapeException>(() => Loss.CategoricalCrossEntropy(Logits, Tensor.From(0L, 1L))).Message);
        Assert.Contains("3 classes", Assert.Throws<ShapeException>(() => Loss.CrossEntropy(Logits, Tensor.From(0L, 1L), weight: Tensor.Ones([2]))).Message);
        Assert.Contains("3 classes", Assert.Throws<ShapeException>(() => Loss.SparseCategoricalCrossEntropy(Logits, Tensor.From(0L, 1L), weight: Tensor.Ones([2]))).Message);
        Assert.Contains("3 classes", Assert.Throws<ShapeException>(() => Loss.CategoricalCrossEntropy(Logits, Logits, weight: Tensor.Ones([2]))).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.CrossEntropy(labelSmoothing: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.SparseCategoricalCrossEntropy(labelSmoothing: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Huber(delta: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.BinaryCrossEntropy(epsilon: 0.5));
    }

    [Fact]
    public void Large_logits_neither_overflow_nor_lose_their_gradient()
    {
        Tensor x = Tensor.From(-200f, -50f, 50f, 200f).RequireGrad();
        Tensor losses = Loss.BinaryCrossEntropyWithLogits(x, Tensor.Zeros([4]), reduction: Reduction.None);
        Assert.Equal([0, (float)Math.Exp(-50), 50, 200], losses.ToArray<float>());
        losses.Sum().Backward();
        Comparison.Check("gradient", [0, Math.Exp(-50), 1, 1], x.Grad!.ToArray<double>(), 1e-6);
        Assert.Equal(Math.Exp(-50), x.Grad.ToArray<double>()[1], 1e-27);
        Tensor wide = Tensor.From([1e4f, -1e4f, 0f]).Unsqueeze(0).RequireGrad();
        Tensor loss = Loss.CrossEntropy(wide, Tensor.From(1L));
        Assert.Equal(2e4, loss.ToDouble());
        loss.Backward();
        Assert.Equal([1f, -1f, 0f], wide.Grad!.ToArray<float>());
    }

    [Fact]
    public void No_sample_at_all_gives_NaN_in_the_mean_and_nothing_in_the_sum()
    {
        Tensor labels = Tensor.From(-100L, -100L), logits = Logits.Clone().RequireGrad();
        Assert.True(double.IsNaN(Loss.CrossEntropy(logits, labels).ToDouble()));
        Tensor sum = Loss.CrossEntropy(logits, labels, reduction: Reduction.Sum);
        Assert.Equal(0, sum.ToDouble());
        sum.Backward();
        Assert.All(logits.Grad!.ToArray<float>(), value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Second_derivatives_equal_differences()
    {
        Tensor y = Tensor.From([0.1, 0.7, 0.2], [0.5, 0.2, 0.3]).To(DType.Float64), labels = Tensor.From(2L, 0L);
        foreach ((string name, Func<Tensor, Tensor> loss) in ((string, Func<Tensor, Tensor>)[])
            [("cross entropy", x => Loss.CrossEntropy(x, labels)), ("probabilities", x => Loss.CrossEntropy(x, y)), ("logits", x => Loss.BinaryCrossEntropyWithLogits(x, y)),
             ("binary", x => Loss.BinaryCrossEntropy(x.Sigmoid(), y)), ("nll", x => Loss.NegativeLogLikelihood(x.LogSoftmax(-1).Square(), labels))])
        {
            double[] start = [0.3, -0.2, 0.8, -1.1, 0.4, 0.6];
            double[] Gradient(double[] at, bool graph, out Tensor x, out Tensor gradient)
            {
                x = Tensor.From<double>(at, [2, 3]).RequireGrad();
                gradient = loss(x).Gradients([x], createGraph: graph)[0];
                return gradient.ToArray<double>();
            }

            Gradient(start, true, out Tensor point, out Tensor first);
            double[] curvature = first.Square().Sum().Gradients(point)[0].ToArray<double>();
            for (int i = 0; i < start.Length; i++)
            {
                const double Step = 1e-5;
                double At(double by)
                {
                    double[] moved = [.. start];
                    moved[i] += by;
                    return Gradient(moved, false, out _, out _).Sum(g => g * g);
                }

                double expected = (At(Step) - At(-Step)) / (2 * Step);
                Assert.True(Math.Abs(curvature[i] - expected) < 1e-8, $"{name} {i}: {curvature[i]}, by differences {expected}");
            }
        }
    }
}
