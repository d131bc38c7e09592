using Xunit;

namespace Lamina.Training.Tests;

public sealed class EqualErrorRateTests
{
    // Thresholds counted out: at 0.4 one of four yes is refused and one of four no let through.
    [Fact]
    public void It_is_where_both_errors_are_as_large()
    {
        Assert.Equal(0.25, Rate([0.9f, 0.8f, 0.4f, 0.1f, 0.6f, 0.3f, 0.2f, 0.05f], [1, 1, 1, 1, 0, 0, 0, 0]), 12);
        Assert.Equal(0, Rate([0.9f, 0.8f, 0.2f, 0.1f], [1, 1, 0, 0]), 12);
        Assert.Equal(1, Rate([0.9f, 0.8f, 0.2f, 0.1f], [0, 0, 1, 1]), 12);

        // One score for all: the line from nobody to everybody is crossed in the middle.
        Assert.Equal(0.5, Rate([0.5f, 0.5f, 0.5f], [1, 0, 0]), 12);

        // Half of the yes is refused until the first no was let through, and none of it afterwards: the errors meet in between.
        Assert.Equal(1.0 / 3, Rate([0.9f, 0.7f, 0.6f, 0.3f, 0.2f], [1, 0, 1, 0, 0]), 12);
        Assert.True(double.IsNaN(Rate([0.1f, 0.2f], [1, 1])));
    }

    // As the published definition has it: the crossing of the curve, joined by straight lines, with FRR = FAR.
    [Fact]
    public void It_is_the_crossing_of_the_curve()
    {
        Random random = new(4);
        float[] truth = [.. Enumerable.Range(0, 400).Select(i => i % 3 == 0 ? 1f : 0)], scores = [.. truth.Select(yes => (float)Math.Round((0.4 * yes) + random.NextDouble(), 2))];
        List<(double Far, double Frr)> curve = [(0, 1)];
        foreach (float threshold in scores.Distinct().OrderDescending())
            curve.Add((Share(0, score => score >= threshold), Share(1, score => score < threshold)));
        (double before, double after) = (double.NaN, double.NaN);
        double expected = double.NaN;
        for (int i = 1; i < curve.Count && double.IsNaN(expected); i++)
        {
            (before, after) = (curve[i - 1].Frr - curve[i - 1].Far, curve[i].Frr - curve[i].Far);
            if (after <= 0)
                expected = curve[i - 1].Far + (before / (before - after) * (curve[i].Far - curve[i - 1].Far));
        }

        Assert.InRange(expected, 0.1, 0.5);
        Assert.Equal(expected, Rate(scores, truth), 9);

        double Share(float of, Func<float, bool> isCounted) => scores.Where((_, i) => truth[i] == of).Average(score => isCounted(score) ? 1.0 : 0);
    }

    static double Rate(float[] scores, float[] truth)
    {
        MetricState<Tensor, Tensor> state = Metric.EqualErrorRate().NewState();
        Assert.False(state.Metric.HigherIsBetter);
        state.Update(Tensor.From<float>(scores, [scores.Length]), Tensor.From<float>(truth, [truth.Length]));
        return state.Value;
    }
}
