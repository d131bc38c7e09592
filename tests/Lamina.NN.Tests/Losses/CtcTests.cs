using Lamina.Cpu;
using Lamina.TestKit;
using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Losses;

/// <summary>CTC against the sum over all paths, differences, and what no path fits.</summary>
[Collection(nameof(Alone))]
public sealed class CtcTests
{
    // Every path there is, joined and stripped of blanks: the definition itself.
    [Fact]
    public void The_loss_is_that_of_all_paths()
    {
        const int Steps = 5, Classes = 3;
        foreach (long blank in (long[])[0, 2])
        {
            Tensor logarithms = Tensor.Randn([Steps, 1, Classes], DType.Float64).LogSoftmax(-1);
            double[] p = logarithms.Exp().ToArray<double>();
            Dictionary<string, double> sums = [];
            for (int path = 0; path < 243; path++)
            {
                double probability = 1;
                List<long> joined = [];
                long last = -1;
                for (int t = 0, rest = path; t < Steps; t++, rest /= Classes)
                {
                    long label = rest % Classes;
                    probability *= p[(t * Classes) + label];
                    if (label != last && label != blank)
                        joined.Add(label);
                    last = label;
                }

                string key = string.Join(',', joined);
                sums[key] = sums.GetValueOrDefault(key) + probability;
            }

            Assert.Equal(1, sums.Values.Sum(), 1e-12);
            foreach ((string key, double probability) in sums)
            {
                long[] target = key.Length == 0 ? [] : [.. key.Split(',').Select(long.Parse)];
                Tensor padded = Tensor.From<long>([.. target, 7, 7], [target.Length + 2]);
                double loss = Loss.Ctc(logarithms.Squeeze(1), padded, Tensor.From((long)Steps), Tensor.From((long)target.Length), blank, Reduction.Sum).ToDouble();
                Assert.True(Math.Abs(loss + Math.Log(probability)) < 1e-12, $"'{key}': {loss}, by all paths {-Math.Log(probability)}");
            }
        }
    }

    [Fact]
    public void The_gradient_is_that_of_differences_without_a_softmax_too()
    {
        Tensor targets = Tensor.From([1L, 1L, 2L], [3L, 0L, 0L], [0L, 0L, 0L]), lengths = Tensor.From(3L, 1L, 0L), steps = Tensor.From(6L, 4L, 3L);
        foreach (Reduction reduction in (Reduction[])[Reduction.Mean, Reduction.Sum, Reduction.BatchMean, Reduction.None])
            GradCheck.First($"ctc {reduction}", x => Loss.Ctc(x[0], targets, steps, lengths, 0, reduction), [Tensor.Uniform([6, 3, 4], -3, 0, DType.Float64).RequireGrad()]);
    }

    [Fact]
    public void What_no_path_fits_is_infinite_or_left_out()
    {
        // Two equal labels need a blank between them: three steps.
        Tensor targets = Tensor.From<long>([1, 1, 1, 2, 2, 2], [3, 2]), lengths = Tensor.From(2L, 2L, 0L), steps = Tensor.From(2L, 2L, 0L);
        Tensor x = Tensor.Randn([3, 3, 4]).LogSoftmax(-1).Detach().RequireGrad();
        Tensor losses = Loss.Ctc(x, targets, steps, lengths, reduction: Reduction.None);
        float[] values = losses.ToArray<float>();
        Assert.True(float.IsPositiveInfinity(values[0]) && float.IsFinite(values[1]) && values[2] == 0);
        losses.Sum().Backward();
        Assert.All(x.Grad!.Select(1, 0).Slice(0, 0, 2).ToArray<float>(), value => Assert.True(float.IsNaN(value)));
        Assert.All(x.Grad!.Select(1, 1).ToArray<float>(), value => Assert.True(float.IsFinite(value)));
        Assert.All(x.Grad!.Slice(0, 2).ToArray<float>(), value => Assert.Equal(0f, value));

        x.Grad = null;
        Tensor kept = Loss.Ctc(x, targets, steps, lengths, reduction: Reduction.None, zeroInfinity: true);
        Assert.Equal([0, values[1], 0], kept.ToArray<float>());
        kept.Sum().Backward();
        Assert.All(x.Grad!.Select(1, 0).ToArray<float>(), value => Assert.Equal(0f, value));
        Assert.NotEqual(0, x.Grad.Select(1, 1).Abs().Sum().ToDouble());
    }

    [Fact]
    public void Impossible_classes_do_no_harm()
    {
        float none = float.NegativeInfinity, half = MathF.Log(0.5f);
        Tensor x = Tensor.From<float>([half, half, none, half, half, none, none, 0, none], [3, 1, 3]).RequireGrad();
        Tensor loss = Loss.Ctc(x, Tensor.From(1L).Unsqueeze(0), Tensor.From(3L), Tensor.From(1L), reduction: Reduction.Sum);
        Assert.Equal(-Math.Log(0.75), loss.ToDouble(), 1e-6);
        loss.Backward();

        // Of the four equal paths, b1·, the path 1b1 gives two labels.
        Comparison.Check("gradient", [-2.0 / 3, -1.0 / 3, 0, -1.0 / 3, -2.0 / 3, 0, 0, -1, 0], x.Grad!.ToArray<double>(), 1e-6);
    }

    [Fact]
    public void Long_sequences_keep_their_digits()
    {
        const int Steps = 2000;
        Tensor logits = Tensor.Randn([Steps, 2, 30]), targets = Tensor.RandInt([2, 300], 1, 30);
        Tensor steps = Tensor.From((long)Steps, Steps), lengths = Tensor.From(300L, 250L);
        (double[] loss, double[] gradient) = Differentiate(DType.Float32);
        (double[] exact, double[] exactGradient) = Differentiate(DType.Float64);
        Comparison.Check("losses", exact, loss, 1e-6);
        Comparison.Check("gradients", exactGradient, gradient, 1e-4);

        (double[] Loss, double[] Gradient) Differentiate(DType dtype)
        {
            Tensor x = logits.To(dtype).Clone().RequireGrad();
            Tensor losses = Loss.Ctc(x.LogSoftmax(-1), targets, steps, lengths, reduction: Reduction.None);
            losses.Sum().Backward();
            return (losses.ToArray<double>(), x.Grad!.ToArray<double>());
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits_and_so_does_a_replay()
    {
        Tensor logits = Tensor.Randn([40, 17, 9]).RequireGrad(), targets = Tensor.RandInt([17, 8], 1, 9);
        Tensor steps = Tensor.RandInt([17], 20, 41), lengths = Tensor.RandInt([17], 0, 9);
        Tensor Body(Tensor scale) => (Loss.Ctc(logits.LogSoftmax(-1), targets, steps, lengths, reduction: Reduction.Sum, zeroInfinity: true) * scale).Gradients(logits)[0];
        Tensor one = Tensor.From(1f).Squeeze(0);
        float[] expected = Body(one).ToArray<float>();
        int before = Workers.Count;
        foreach (int threads in (int[])[1, 2, 3])
        {
            Workers.Count = threads;
            Assert.Equal(expected, Body(one).ToArray<float>());
        }

        Workers.Count = before;
        Step step = Capture.Step(Body);
        for (int i = 0; i < 3; i++)
            Assert.Equal(expected, step.Run(one).ToArray<float>());
        Assert.Null(step.WhyEager);
    }

    [Fact]
    public void The_loss_of_logits_is_that_of_full_lengths_and_padded_labels()
    {
        Tensor logits = Tensor.Randn([3, 7, 5]), labels = Tensor.From([1, 2, 2], [4, 0, 0], [0, 0, 0]);
        Tensor expected = Loss.Ctc(logits.Transpose(0, 1).LogSoftmax(-1), labels, Tensor.From(7L, 7L, 7L), Tensor.From(3L, 1L, 0L), reduction: Reduction.None);
        Assert.Equal(expected.ToArray<float>(), Loss.CtcWithLogits(logits, labels, reduction: Reduction.None).ToArray<float>());
        Assert.Equal(expected.Mean().ToDouble(), Loss.CtcWithLogits().Forward(logits, labels).ToDouble());
        Assert.Equal(DType.BFloat16, Loss.CtcWithLogits(logits.To(DType.BFloat16), labels).DType);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Tensor x = Tensor.Zeros([5, 2, 4]), targets = Tensor.From<long>([1, 2, 3, 1], [2, 2]), two = Tensor.From(2L, 2L), five = Tensor.From(5L, 5L);
        Assert.Contains("label 1 of sample 1 is 4", Assert.Throws<IndexException>(() => Loss.Ctc(x, Tensor.From<long>([1, 2, 3, 4], [2, 2]), five, two)).Message);
        Assert.Contains("but for the blank, 1", Assert.Throws<IndexException>(() => Loss.Ctc(x, targets, five, two, blank: 1)).Message);
        Assert.Contains("length 6", Assert.Throws<IndexException>(() => Loss.Ctc(x, targets, Tensor.From(5L, 6L), two)).Message);
        Assert.Contains("length 3", Assert.Throws<IndexException>(() => Loss.Ctc(x, targets, five, Tensor.From(3L, 1L))).Message);
        Assert.Contains("the blank is 4", Assert.Throws<IndexException>(() => Loss.Ctc(x, targets, five, two, blank: 4)).Message);
        Assert.Contains("[samples, length]", Assert.Throws<ShapeException>(() => Loss.Ctc(x, targets.Flatten(), five, two)).Message);
        Assert.Throws<DTypeException>(() => Loss.Ctc(x, targets.To(DType.Float32), five, two));
        Assert.Throws<DTypeException>(() => Loss.Ctc(x.To(DType.Int64), targets, five, two));
        Assert.Throws<ShapeException>(() => Loss.CtcWithLogits(x, targets));
        Tensor point = x.Clone().RequireGrad();
        Assert.Contains("curvature", Assert.Throws<GradientException>(() => Loss.Ctc(point, targets, five, two).Gradients([point], createGraph: true)).Message);
    }
}
