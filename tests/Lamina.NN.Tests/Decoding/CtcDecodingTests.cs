using Xunit;

namespace Lamina.NN.Tests.Decoding;

public sealed class CtcDecodingTests
{
    // All paths are written out: their labels, and the sum of their probabilities.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    public void A_beam_that_drops_nothing_is_the_sum_over_all_paths(int blank, int seed)
    {
        const int Steps = 6, Classes = 3;
        Tensor scores = Scores(Steps, Classes, seed);
        double[] rows = scores.ToArray<double>();
        Dictionary<string, double> sums = [];
        for (int path = 0; path < 729; path++)
        {
            List<int> labels = [];
            double probability = 0;
            for (int step = 0, rest = path, before = blank; step < Steps; step++, rest /= Classes)
            {
                int now = rest % Classes;
                probability += rows[(step * Classes) + now];
                if (now != before && now != blank)
                    labels.Add(now);
                before = now;
            }

            string key = string.Join(',', labels);
            sums[key] = sums.GetValueOrDefault(key) + Math.Exp(probability);
        }

        IReadOnlyList<CtcHypothesis> found = CtcDecoding.PrefixBeam(scores, beam: 10_000, blank);
        Dictionary<string, double> exact = found.ToDictionary(hypothesis => string.Join(',', hypothesis.Labels), hypothesis => hypothesis.LogProbability);
        foreach ((string labels, double sum) in sums)
            Assert.Equal(Math.Log(sum), exact[labels], 1e-5);
        Assert.Equal(sums.Count, found.Count(hypothesis => !double.IsNegativeInfinity(hypothesis.LogProbability)));
        Assert.Equal(sums.MaxBy(pair => pair.Value).Key, string.Join(',', found[0].Labels));
        Assert.Equal(0, Math.Log(found.Sum(hypothesis => Math.Exp(hypothesis.LogProbability))), 1e-5);
    }

    [Fact]
    public void A_hypothesis_has_the_probability_that_the_loss_gives_it()
    {
        Tensor scores = Scores(7, 4, 9);
        foreach (CtcHypothesis hypothesis in CtcDecoding.PrefixBeam(scores, beam: 100_000, best: 20))
        {
            Tensor target = Tensor.From<long>([.. hypothesis.Labels.Select(label => (long)label), 1], [hypothesis.Labels.Count + 1]);
            Tensor loss = Loss.Ctc(scores, target, Tensor.From<long>([7], []), Tensor.From<long>([hypothesis.Labels.Count], []), reduction: Reduction.Sum);
            Assert.Equal(-loss.ToDouble(), hypothesis.LogProbability, 1e-5);
        }
    }

    [Fact]
    public void The_greedy_way_joins_repetitions_and_drops_blanks()
    {
        int[] path = [1, 1, 0, 1, 2, 2, 0, 0, 3];
        Tensor scores = Tensor.From<long>([.. path.Select(label => (long)label)], [path.Length]).OneHot(4, DType.Float64) * 5;
        CtcHypothesis greedy = CtcDecoding.Greedy(scores.LogSoftmax(-1));
        Assert.Equal([1, 1, 2, 3], greedy.Labels);
        Assert.Equal(path.Length * (5 - Math.Log(Math.Exp(5) + 3)), greedy.LogProbability, 1e-5);
        Assert.Equal([1, 1, 2, 3], CtcDecoding.PrefixBeam(scores.LogSoftmax(-1), beam: 4)[0].Labels);
    }

    // The example of the field: the likeliest path says nothing, but more paths say 1 than nothing.
    [Fact]
    public void The_search_finds_what_the_likeliest_path_misses()
    {
        Tensor scores = Tensor.From<double>([0.6, 0.4, 0.6, 0.4], [2, 2]).Log();
        Assert.Empty(CtcDecoding.Greedy(scores).Labels);
        CtcHypothesis best = CtcDecoding.PrefixBeam(scores, beam: 2)[0];
        Assert.Equal([1], best.Labels);
        Assert.Equal(Math.Log(0.64), best.LogProbability, 1e-6);
        Assert.Equal(best.LogProbability, Assert.Single(CtcDecoding.PrefixBeam(scores, beam: 8, best: 1)).LogProbability);
    }

    [Fact]
    public void No_steps_say_nothing_and_wrong_shapes_are_refused()
    {
        Assert.Empty(CtcDecoding.Greedy(Tensor.Zeros([0, 3])).Labels);
        Assert.Empty(Assert.Single(CtcDecoding.PrefixBeam(Tensor.Zeros([0, 3]))).Labels);
        Assert.Throws<ShapeException>(() => CtcDecoding.Greedy(Tensor.Zeros([1, 4, 3])));
        Assert.Throws<IndexException>(() => CtcDecoding.PrefixBeam(Tensor.Zeros([4, 3]), blank: 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => CtcDecoding.PrefixBeam(Tensor.Zeros([4, 3]), beam: 0));
    }

    static Tensor Scores(int steps, int classes, int seed)
    {
        Generator generator = new(seed);
        return Tensor.Normal([steps, classes], 0, 1.5, DType.Float64, generator).LogSoftmax(-1);
    }
}
