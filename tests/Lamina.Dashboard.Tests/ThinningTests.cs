using Lamina.Dashboard.Drawing;
using Lamina.Plots;

namespace Lamina.Dashboard.Tests;

/// <summary>Long curves are drawn with few points, and no peak is lost.</summary>
public class ThinningTests
{
    [Fact]
    public void A_long_curve_keeps_its_ends_and_its_extremes()
    {
        Random random = new(3);
        double[] ys = [.. Enumerable.Range(0, 12_345).Select(_ => random.NextDouble())];
        (ys[777], ys[9_000], ys[5_000]) = (50, -50, double.NaN);
        Curve thin = Thinning.Of(new Curve("loss", ys));
        Assert.InRange(thin.Xs.Count, 300, 402);
        Assert.Equal(thin.Xs.Count, thin.Ys.Count);
        Assert.Equal((1, 12_345), (thin.Xs[0], thin.Xs[^1]));
        Assert.Equal((-50, 50), (thin.Ys.Min(), thin.Ys.Max()));
        Assert.Equal(thin.Xs.Order(), thin.Xs);
        Assert.All(thin.Xs.Zip(thin.Ys), pair => Assert.Equal(ys[(int)pair.First - 1], pair.Second));
    }

    [Fact]
    public void A_short_curve_stays_and_a_part_without_numbers_is_a_gap()
    {
        double[] few = [1, double.NaN, 3];
        Assert.Equal(few, Thinning.Of(new Curve("loss", few)).Ys);
        double[] gone = [.. Enumerable.Range(0, 5_000).Select(i => i < 2_500 ? 1.0 / (i + 1) : double.NaN)];
        Curve thin = Thinning.Of(new Curve("loss", gone));
        Assert.Equal(1, thin.Ys[0]);
        Assert.Equal(100, thin.Ys.Skip(1).SkipLast(1).Count(double.IsNaN), 1.0);
    }

    [Fact]
    public void Values_under_the_pointer_are_those_of_the_same_epochs_for_all_curves()
    {
        Curve[] curves = [new Curve("a", new double[5_000]), new Curve("b", new double[900])];
        Assert.Equal(13, Thinning.Step(curves));
        Assert.Equal(1, Thinning.Step([new Curve("a", new double[400 - 1])]));
        Assert.Equal(1, Thinning.Step([]));
    }
}
