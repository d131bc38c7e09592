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
        Check(Schedule.Polynomial(1, 10, final: 0.5, power: 2), (0, 1), (5, 0.625), (10, 0.5), (11, 0.5));
        Check(Schedule.CosineRestarts(1, 4, stretch: 2, lower: 0.5), (0, 1), (2, 0.5), (4, 0.5), (8, 0.25), (12, 0.25), (28, 0.125));
        Check(Schedule.Noam(64, warmUp: 4, scale: 2), (0, 2 * 0.125 / 8), (3, 2 * 0.125 / 2), (15, 2 * 0.125 / 4));
        Check(Schedule.InverseTime(1, 0.5, every: 2), (0, 1), (2, 1 / 1.5), (3, 1 / 1.75));
        Check(Schedule.InverseTime(1, 0.5, every: 2, stairs: true), (1.9, 1), (2, 1 / 1.5), (3, 1 / 1.5));
        Check(Schedule.Piecewise([10, 20], [1, 0.5, 0.1]), (0, 1), (10, 1), (10.5, 0.5), (20, 0.5), (21, 0.1));
        Check(Schedule.OneCycle(1, 11, rise: 0.5, cosine: false), (0, 0.04), (4.5, 1), (10, 4e-6), (99, 4e-6));
        Assert.Equal(Schedule.MultiStep(1, [1, 2]).Then(Schedule.Piecewise([1], [2, 3]), 4), Schedule.MultiStep(1, [1, 2]).Then(Schedule.Piecewise([1], [2, 3]), 4));
        Assert.NotEqual(Schedule.MultiStep(1, [1, 2]), Schedule.MultiStep(1, [1, 3]));
        Assert.Equal(Schedule.MultiStep(1, [1, 2]).GetHashCode(), Schedule.MultiStep(1, [1, 2]).GetHashCode());
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
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.MultiStep(1, [2, 1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.CosineRestarts(1, 3, stretch: 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Schedule.OneCycle(1, 40, rise: 1));
        Assert.Throws<ArgumentException>(() => Schedule.Piecewise([1], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Plateau(factor: 1));
    }

    [Fact]
    public void A_plateau_goes_on_from_its_state()
    {
        double[] values = [3, 2, 2, 2, 2, 2.5, 1, 1, 1, 1, 1];
        for (int broken = 0; broken <= values.Length; broken++)
        {
            Plateau whole = new(patience: 1, cooldown: 1), first = new(patience: 1, cooldown: 1), second = new(patience: 1, cooldown: 1);
            double expected = 1, rate = 1;
            foreach (double value in values)
                expected = whole.Next(value, expected);
            foreach (double value in values[..broken])
                rate = first.Next(value, rate);
            second.LoadStateDict(first.StateDict());
            foreach (double value in values[broken..])
                rate = second.Next(value, rate);
            Assert.Equal((expected, whole.Best, whole.BadCount, whole.CooldownLeft), (rate, second.Best, second.BadCount, second.CooldownLeft));
        }

        Assert.Throws<StateDictException>(() => new Plateau().LoadStateDict(new Dictionary<string, Tensor>()));
    }

    static void Check(Schedule schedule, params (double Time, double Rate)[] points) =>
        Assert.All(points, point => Assert.Equal(point.Rate, schedule.At(point.Time), 1e-12));
}
