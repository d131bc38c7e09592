using Xunit;

namespace Lamina.NN.Tests.Schedules;

public sealed class ScheduleTests
{
    [Fact]
    public void Rates_equal_their_formulas()
    {
        Check(Schedule.Constant(0.5), (0, 0.5), (1e6, 0.5));
        Check(Schedule.Step(1, every: 10), (0, 1), (9.99, 1), (10, 0.1), (25, 0.01));
        Check(Schedule.Exponential(2, 0.5, every: 4), (0, 2), (4, 1), (2, Math.Sqrt(2)), (8, 0.5));
        Check(Schedule.Cosine(1, 8, final: 0.2), (0, 1), (4, 0.6), (8, 0.2), (80, 0.2), (2, 0.2 + (0.4 * (1 + Math.Sqrt(0.5)))));
        Check(Schedule.Cosine(1, 8).WarmUp(2, from: 0.5), (0, 0.5), (1, 0.75), (2, 1), (6, 0.5), (10, 0));
        Assert.Equal(Schedule.Cosine(1, 8).WarmUp(2), Schedule.Cosine(1, 8).WarmUp(2));
        Assert.NotEqual(Schedule.Cosine(1, 8).WarmUp(2), Schedule.Cosine(1, 8).WarmUp(3));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Constant(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Step(1, every: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Exponential(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.Cosine(1, -3));
    }

    static void Check(Schedule schedule, params (double Time, double Rate)[] points) =>
        Assert.All(points, point => Assert.Equal(point.Rate, schedule.At(point.Time), 1e-12));
}
