using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Schedules;

/// <summary>Forty rates of every schedule that PyTorch has too.</summary>
public sealed class ScheduleGoldenTests
{
    static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["step"] = Schedule.Step(0.1, every: 7, factor: 0.5),
        ["multi_step"] = Schedule.MultiStep(0.1, [3, 10, 11, 30], 0.3),
        ["exponential"] = Schedule.Exponential(0.1, 0.9),
        ["polynomial"] = Schedule.Polynomial(0.1, 25, power: 2),
        ["linear"] = Schedule.Linear(0.1, 12, 0.25, 0.8),
        ["linear_defaults"] = Schedule.Linear(0.1, 5),
        ["constant"] = Schedule.Constant(0.05).Then(Schedule.Constant(0.1), 9),
        ["cosine"] = Schedule.Cosine(0.1, 39, 0.01),
        ["cosine_restarts"] = Schedule.CosineRestarts(0.1, 9, 0.01),
        ["cosine_restarts_longer"] = Schedule.CosineRestarts(0.1, 3, stretch: 2),
        ["one_cycle"] = Schedule.OneCycle(0.4, 40),
        ["one_cycle_straight"] = Schedule.OneCycle(0.4, 40, 0.4, 10, 100, cosine: false),
        ["one_cycle_three_phases"] = Schedule.OneCycle(0.4, 40, threePhases: true),
        ["cyclic"] = Schedule.Cyclic(0.01, 0.2, 6),
        ["cyclic_halving"] = Schedule.Cyclic(0.01, 0.2, 6, 3, shrink: 0.5),
        ["cyclic_decaying"] = Schedule.Cyclic(0.01, 0.2, 5, decay: 0.97),
        ["sequential"] = Schedule.Linear(0.1, 5, 0.1).Then(Schedule.Cosine(0.1, 20), 5).Then(Schedule.Exponential(0.1, 0.9), 25),
        ["chained"] = Schedule.Linear(0.1, 8, 0.25).Times(Schedule.Exponential(1, 0.95)),
    };

    static readonly Dictionary<string, Plateau> Plateaus = new()
    {
        ["plateau"] = new Plateau(patience: 2),
        ["plateau_cooldown_least"] = new Plateau(0.5, patience: 1, cooldown: 3, least: 0.004),
        ["plateau_higher_absolute"] = new Plateau(0.3, patience: 2, threshold: 0.2, relative: false, higherIsBetter: true),
    };

    [Fact]
    public void Every_golden_has_its_schedule() =>
        Assert.Equal(Golden.Names("schedules"), Schedules.Keys.Concat(Plateaus.Keys).Order(StringComparer.Ordinal));

    [Fact]
    public void Rates_agree()
    {
        foreach ((string name, Schedule schedule) in Schedules)
        {
            double[] rates = Golden.Load("schedules", name)["rates"].ToArray<double>();
            for (int i = 0; i < rates.Length; i++)
                Assert.True(Math.Abs(rates[i] - schedule.At(i)) < 1e-12, $"{name} at {i}: {schedule.At(i)}, expected {rates[i]}");
        }
    }

    [Fact]
    public void Plateaus_agree()
    {
        foreach ((string name, Plateau plateau) in Plateaus)
        {
            Golden golden = Golden.Load("schedules", name);
            double rate = 0.1;
            foreach ((double value, double expected) in golden["values"].ToArray<double>().Zip(golden["rates"].ToArray<double>()))
                Assert.Equal(expected, rate = plateau.Next(value, rate), 1e-12);
        }
    }

    [Fact]
    public void NaN_is_never_better_and_a_plateau_can_begin_anew()
    {
        Plateau plateau = new(patience: 1);
        Assert.Equal(0.1, plateau.Next(double.NaN, 0.1));
        Assert.Equal(0.01, plateau.Next(double.NaN, 0.1), 1e-15);
        plateau.Next(3, 0.1);
        Assert.Equal(3, plateau.Best);
        plateau.Reset();
        Assert.True(double.IsNaN(plateau.Best));
    }
}
