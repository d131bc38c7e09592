using Xunit;

namespace Lamina.Data.Tests;

public class TimeSeriesTests
{
    [Fact]
    public void Years_are_the_means_of_their_months()
    {
        TimeSeries months = new("months", [.. Enumerable.Range(0, 29).Select(i => (double)i)]);
        Assert.Equal([5.5, 17.5], months.Means(12).Values);
        Assert.Equal(months.Values, months.Means(1).Values);
        Assert.Contains("no run of 30", Assert.Throws<DataFormatException>(() => months.Means(30)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Month,Passengers\n1949-01,112\n1949-02, 118\n", new double[] { 112, 118 })]
    [InlineData("3.5\n-2\n1e2\n", new[] { 3.5, -2, 100 })]
    [InlineData("a;b;note\n1;2;x\n3;4;y\n", new double[] { 2, 4 })]
    public void A_file_gives_its_last_column_of_numbers(string text, double[] expected)
    {
        using TemporaryFolder folder = new();
        string path = folder.At("series.csv");
        File.WriteAllText(path, text);
        Assert.Equal(expected, TimeSeries.Read(path).Values);
    }

    [Theory]
    [InlineData("Month,Passengers\n", "there is no number")]
    [InlineData("Month,Passengers\n1949-01,many\n", "no column holds numbers alone (the columns are Month, Passengers)")]
    [InlineData("a\n1\n?\n3\n", "no column holds numbers alone")]
    [InlineData("", "empty")]
    public void A_file_without_a_series_is_refused(string text, string reason)
    {
        using TemporaryFolder folder = new();
        string path = folder.At("series.csv");
        File.WriteAllText(path, text);
        string message = Assert.Throws<DataFormatException>(() => TimeSeries.Read(path)).Message;
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.Contains(path, message, StringComparison.Ordinal);
    }
}
