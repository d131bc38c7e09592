using Xunit;

namespace Lamina.Data.Tests;

public class SeriesScalingTests
{
    static readonly TimeSeries Some = new("some", [1, 4, 9, 16]);

    [Fact]
    public void Numbers_are_standardized_by_the_part_that_is_learnt()
    {
        // Mean 7.5, deviation √((42.25 + 12.25 + 2.25 + 72.25) / 4); of the roots 2.5 and √1.25; of the logarithms 2·ln of 1 … 4.
        Check(SeriesTransform.None, 7.5, Math.Sqrt(32.25), x => x);
        Check(SeriesTransform.SquareRoot, 2.5, Math.Sqrt(1.25), Math.Sqrt);
        Check(SeriesTransform.Logarithm, 2 * Math.Log(24) / 4, 1.041253, Math.Log);

        static void Check(SeriesTransform transform, double mean, double deviation, Func<double, double> f)
        {
            SeriesScaling scaling = SeriesScaling.Fit(Some, transform);
            Assert.Equal(mean, scaling.Mean, 1e-12);
            Assert.Equal(deviation, scaling.Deviation, 1e-4);
            Assert.Equal((f(5) - mean) / scaling.Deviation, scaling.Apply(5), 1e-12);
            Assert.Equal(5, scaling.Invert(scaling.Apply(5)), 1e-9);
            double[] scaled = [.. scaling.Apply(Some).Values];
            Assert.Equal(0, scaled.Average(), 1e-12);
            Assert.Equal(1, scaled.Average(value => value * value), 1e-12);
        }
    }

    [Fact]
    public void A_root_below_zero_stands_for_zero() => Assert.Equal(0, new SeriesScaling(SeriesTransform.SquareRoot, 1, 1).Invert(-3));

    [Fact]
    public void What_cannot_be_scaled_is_refused()
    {
        Assert.Contains("some has the number 0; its scaling takes numbers above 0", Refused(() => SeriesScaling.Fit(new TimeSeries("some", [1, 0]), SeriesTransform.Logarithm)), StringComparison.Ordinal);
        Assert.Contains("numbers from 0", Refused(() => new SeriesScaling(SeriesTransform.SquareRoot, 0, 1).Apply(-1)), StringComparison.Ordinal);
        Assert.Contains("finite", Refused(() => new SeriesScaling(SeriesTransform.None, 0, 1).Apply(double.NaN)), StringComparison.Ordinal);
        Assert.Contains("do not differ", Refused(() => SeriesScaling.Fit(new TimeSeries("flat", [3, 3, 3]))), StringComparison.Ordinal);
        Assert.Contains("0 numbers", Refused(() => SeriesScaling.Fit(new TimeSeries("none", []))), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new SeriesScaling(SeriesTransform.None, 0, 0));

        static string Refused(Action action) => Assert.Throws<DataFormatException>(action).Message;
    }
}
