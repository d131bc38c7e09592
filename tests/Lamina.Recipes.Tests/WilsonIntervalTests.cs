namespace Lamina.Recipes.Tests;

public sealed class WilsonIntervalTests
{
    // Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_the_published_one(int right, int count, double low, double high)
    {
        (double least, double most) = WilsonInterval.Of((double)right / count, count);
        Assert.Equal(low, least, 0.00005);
        Assert.Equal(high, most, 0.00005);
    }

    [Fact]
    public void What_is_no_share_is_an_error()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(1.1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(double.NaN, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(0.5, 0));
    }
}
