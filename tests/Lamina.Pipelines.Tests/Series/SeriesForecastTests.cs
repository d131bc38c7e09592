using Lamina.Data;
using Lamina.Models.Series;
using Xunit;

namespace Lamina.Pipelines.Tests.Series;

[Collection(nameof(Alone))]
public sealed class SeriesForecastTests
{
    static readonly TimeSeries Twelve = new("twelve", [3, 5, 4, 6, 8, 7, 9, 11, 10, 12, 14, 13]);

    [Fact]
    public void What_is_forecast_is_a_part_of_what_follows()
    {
        SeriesForecast forecast = Some();
        RecurrentForecaster network = (RecurrentForecaster)forecast.Network;
        double[] three = forecast.Next(Twelve, 3);

        // The same by hand: logarithms, standardized with mean 2 and deviation ½, four at a time.
        List<double> logs = [.. Twelve.Values.Select(value => (Math.Log(value) - 2) / 0.5)];
        for (int i = 0; i < 3; i++)
            logs.Add(network.Call(Tensor.From<float>([.. logs.TakeLast(4).Select(value => (float)value)], [1, 4, 1])).ToArray<float>()[0]);
        for (int i = 0; i < 3; i++)
            Assert.Equal(Math.Exp((logs[12 + i] * 0.5) + 2), three[i], 1e-4);
        Assert.Equal(three[..1], forecast.Next(Twelve));
        Assert.Equal(three[2], forecast.Next(new TimeSeries("longer", [.. Twelve.Values, three[0], three[1]]))[0], 1e-3);
    }

    [Fact]
    public void Two_steps_at_once_come_in_their_order()
    {
        Tensor.Seed(1);
        RecurrentForecaster network = new(RecurrentKind.Gru, 3, horizon: 2, lag: 2);
        SeriesForecast forecast = new(network, 4, new SeriesScaling(SeriesTransform.None, 0, 1));
        float[] at = network.Call(Tensor.From<float>([10, 12, 14, 13], [1, 4, 1])).ToArray<float>();
        Assert.Equal([at[0], at[1]], forecast.Next(Twelve, 2).Select(value => (float)value));
        Assert.Equal(3, forecast.Next(Twelve, 3).Length);
    }

    [Fact]
    public void Steps_are_means_of_numbers()
    {
        Tensor.Seed(1);
        RecurrentForecaster network = new(RecurrentKind.Gru, 3);
        SeriesScaling scaling = new(SeriesTransform.None, 0, 1);
        Assert.Equal(
            new SeriesForecast(network, 4, scaling).Next(new TimeSeries("means", [4, 7, 10, 13]), 2),
            new SeriesForecast(network, 4, scaling, numbersPerStep: 3).Next(Twelve, 2));
    }

    [Fact]
    public void It_is_the_same_after_saving()
    {
        using TemporaryFolder folder = new();
        SeriesForecast made = Some();
        made.Save(folder.At("run"));
        SeriesForecast loaded = Pipeline.Load<SeriesForecast>(folder.At("run"));
        Assert.Equal(made.Next(Twelve, 5), loaded.Next(Twelve, 5));
        Assert.Equal((made.Window, made.NumbersPerStep, made.Scaling), (loaded.Window, loaded.NumbersPerStep, loaded.Scaling));
        Assert.Contains("of the kind series-forecast", Assert.Throws<PipelineException>(() => Pipeline.Load<Policy>(folder.At("run"))).Message, StringComparison.Ordinal);

        string description = folder.At("run", "pipeline.json"), whole = File.ReadAllText(description);
        foreach ((string good, string bad) in ((string, string)[])
        [
            ("\"lstm\"", "\"rnn\""), ("\"logarithm\"", "\"cube\""), ("\"deviation\": 0.5", "\"deviation\": 0"), ("\"deviation\": 0.5", "\"deviation\": -1"), ("\"lag\": 3", "\"lag\": 5"),
            ("\"horizon\": 1", "\"horizon\": 4"), ("\"hiddenSize\": 6", "\"hiddenSize\": 999999999"), ("\"hiddenSize\": 6", "\"hiddenSize\": 7"), ("\"layers\": 2", "\"layers\": 0"), ("\"window\": 4", "\"window\": -1"),
        ])
        {
            Assert.Contains(good, whole, StringComparison.Ordinal);
            File.WriteAllText(description, whole.Replace(good, bad, StringComparison.Ordinal));
            Assert.Throws<PipelineException>(() => Pipeline.Load(folder.At("run")));
        }
    }

    [Fact]
    public void What_cannot_be_forecast_is_refused()
    {
        SeriesForecast forecast = Some();
        Assert.Equal("twelve has 3 numbers; the forecast needs 4 numbers. Give a longer series.", Assert.Throws<PipelineException>(() => forecast.Next(Twelve[..3])).Message);
        Assert.Contains("-1; its scaling takes numbers above 0", Assert.Throws<DataFormatException>(() => forecast.Next(new TimeSeries("x", [1, 2, 3, -1]))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Next(Twelve, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Next(Twelve, SeriesForecast.MostSteps + 1));
        SeriesScaling scaling = new(SeriesTransform.None, 0, 1);
        Assert.Contains(
            "2 steps of 12 numbers each, 24 in all",
            Assert.Throws<PipelineException>(() => new SeriesForecast(new RecurrentForecaster(RecurrentKind.Gru, 2), 2, scaling, 12).Next(Twelve)).Message,
            StringComparison.Ordinal);
        Assert.Throws<PipelineException>(() => new SeriesForecast(new RecurrentForecaster(RecurrentKind.Gru, 2, features: 2), 4, scaling));
        Assert.Throws<PipelineException>(() => new SeriesForecast(new RecurrentForecaster(RecurrentKind.Gru, 2, lag: 5), 4, scaling));
    }

    static SeriesForecast Some()
    {
        Tensor.Seed(5);
        return new SeriesForecast(new RecurrentForecaster(RecurrentKind.Lstm, 6, layers: 2, lag: 3), 4, new SeriesScaling(SeriesTransform.Logarithm, 2, 0.5));
    }
}
