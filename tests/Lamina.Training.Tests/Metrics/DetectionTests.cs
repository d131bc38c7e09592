using Xunit;

namespace Lamina.Training.Tests;

/// <summary>Mean average precision against a second program of the rule, and cases worked by hand.</summary>
public class DetectionTests
{
    static DetectionSummary Measure(DetectedBoxes[] found, TrueBoxes[] meant)
    {
        MetricState<IReadOnlyList<DetectedBoxes>, IReadOnlyList<TrueBoxes>> state = new MeanAveragePrecision().NewState();
        state.Update(found, meant);
        return MeanAveragePrecision.Summarize(state);
    }

    static double[] Numbers(DetectionSummary x) =>
    [
        x.Precision, x.Precision50, x.Precision75, x.PrecisionSmall, x.PrecisionMedium, x.PrecisionLarge,
        x.Recall1, x.Recall10, x.Recall100, x.RecallSmall, x.RecallMedium, x.RecallLarge,
    ];

    [Fact]
    public void All_twelve_numbers_are_those_of_the_rule()
    {
        for (int seed = 1; seed <= 8; seed++)
        {
            (DetectedBoxes[] found, TrueBoxes[] meant) = DetectionCases.Pictures(seed, 5 * seed);
            double[] expected = Numbers(CocoRule.Measure(found, meant)), actual = Numbers(Measure(found, meant));
            for (int i = 0; i < expected.Length; i++)
                Assert.True(expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) < 1e-12, $"seed {seed}, number {i}: {actual[i]}, not {expected[i]}");
        }
    }

    [Fact]
    public void A_case_by_hand()
    {
        // Two objects of class 0. The first is hit at an overlap of 0.8, which counts up to 0.80; a miss scores higher; the second is not found.
        TrueBoxes meant = new(Tensor.From([[0f, 0f, 10f, 10f], [50f, 50f, 60f, 60f]]), Tensor.From<long>([0, 0], [2]));
        DetectedBoxes found = new(Tensor.From([[0f, 0f, 10f, 8f], [20f, 20f, 30f, 30f]]), Tensor.From(0.5f, 0.9f), Tensor.From<long>([0, 0], [2]));
        DetectionSummary summary = Measure([found], [meant]);

        // Precision 1/2 up to a recall of 1/2: 51 of 101 points, at 0.50 … 0.75; whether 0.8 reaches 0.80 is rounding.
        Assert.Equal(0.5 * 51 / 101, summary.Precision50, 12);
        Assert.Equal(0.5 * 51 / 101, summary.Precision75, 12);
        Assert.Equal(summary.Precision, summary.PrecisionByClass[0]);
        Assert.Equal(summary.Precision, summary.PrecisionSmall, 12);
        Assert.True(double.IsNaN(summary.PrecisionLarge));
        Assert.Equal(0, summary.Recall1, 12);
        Assert.Throws<ShapeException>(() => Measure([found with { Scores = Tensor.From(0.5f) }], [meant]));
    }

    [Fact]
    public void Nothing_measured_is_no_number() =>
        Assert.True(double.IsNaN(MeanAveragePrecision.Summarize(new MeanAveragePrecision().NewState()).Precision));
}
