using Xunit;

namespace Lamina.Plots.Tests;

public class TicksTests
{
    [Fact]
    public void LinearTicksAreRound()
    {
        Check(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0");
        Check(0, 10, 5, "0 2 4 6 8 10");
        Check(0.13, 2.31, 6, "0.0 0.5 1.0 1.5 2.0 2.5");
        Check(1, 60, 8, "0 10 20 30 40 50 60");
        Check(-0.4, 0.9, 4, "-0.5 0.0 0.5 1.0");
        Check(0, 123_456, 5, "0 50,000 100,000 150,000");
        Check(0, 4e9, 4, "0 1e9 2e9 3e9 4e9");
        Check(0, 0.00003, 3, "0 1e-5 2e-5 3e-5");
        Check(5, 5, 4, "4.5 5.0 5.5");
        Check(0, 0, 4, "-0.5 0.0 0.5");

        static void Check(double low, double high, int most, string expected)
        {
            Ticks ticks = Ticks.Linear(low, high, most);
            Assert.Equal(expected.Replace("0.0 ", "0 ").Replace(" 0.0", " 0"), string.Join(' ', ticks.Marks.Select(mark => mark.Text)).Replace("0.0 ", "0 "));
            Assert.True(ticks.Min <= low && ticks.Max >= high);
            Assert.True(ticks.Marks.Count <= most + 1);
        }
    }

    [Fact]
    public void GivenEndsStay()
    {
        Ticks ticks = Ticks.Linear(0.07, 0.93, 5, fixedLow: true, fixedHigh: true);
        Assert.Equal((0.07, 0.93), (ticks.Min, ticks.Max));
        Assert.Equal([0.2, 0.4, 0.6, 0.8], ticks.Marks.Select(mark => Math.Round(mark.Value, 9)));
    }

    [Fact]
    public void LogarithmicTicksArePowers()
    {
        Check(0.02, 1.9, 5, "0.01 0.1 1 10");
        Check(1, 1000, 6, "1 10 100 1000");
        Check(1e-8, 1, 4, "1e-8 1e-6 1e-4 0.01 1");
        Check(0.3, 0.9, 5, "0.2 0.5 1");
        Check(3, 3, 5, "1 2 5 10");

        static void Check(double low, double high, int most, string expected)
        {
            Ticks ticks = Ticks.Logarithmic(low, high, most);
            Assert.Equal(expected, string.Join(' ', ticks.Marks.Select(mark => mark.Text)));
            Assert.True(ticks.Min <= low * 1.000001 && ticks.Max >= high * 0.999999);
        }
    }

    [Fact]
    public void ManyNamesAreThinned()
    {
        Ticks ticks = Ticks.Named([.. Enumerable.Range(0, 100).Select(i => $"class {i}")], 9);
        Assert.Equal((-0.5, 99.5), (ticks.Min, ticks.Max));
        Assert.Equal(["class 0", "class 12", "class 24"], ticks.Marks.Take(3).Select(mark => mark.Text));
        Assert.Equal(9, ticks.Marks.Count);
    }
}
