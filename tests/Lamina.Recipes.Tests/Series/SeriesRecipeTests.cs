using System.Globalization;
using System.Security.Cryptography;
using Lamina.Data;
using Lamina.Pipelines;
using Lamina.Recipes.Series;

namespace Lamina.Recipes.Tests.Series;

[Collection(nameof(Alone))]
public sealed class SeriesRecipeTests
{
    [Fact]
    public void The_value_is_the_error_as_a_share_of_the_naive_one()
    {
        using TemporaryFolder place = new();
        double[] values = Write(place, change: 1);
        AirlineLstm recipe = new();
        RecipeSettings settings = recipe.Defaults with { Epochs = 2 };
        RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
        RecipeResult result = recipe.Train(new RecipeRun(folder, settings, place.Path, Verbose: false, CancellationToken.None));

        // Each of the last 24 months from the true ones before it, by the pipeline that the run left.
        SeriesForecast forecast = Pipeline.Load<SeriesForecast>(folder.Path);
        TimeSeries series = new("series", values);
        double error = 0, naive = 0;
        for (int month = 120; month < 144; month++)
        {
            error += Math.Pow(forecast.Next(series[..month])[0] - values[month], 2);
            naive += Math.Pow(values[month - 12] - values[month], 2);
        }

        Assert.Equal(Math.Sqrt(error / naive), result.Value, 1e-4);
        Assert.Equal(Math.Sqrt(naive / 24), result.Details!["naiveRmse"], 1e-9);
        Assert.Equal((1.0, "lower"), (result.Baseline, result.Direction));
        Assert.Equal(result.Value, recipe.Evaluate(new RecipeRun(folder, settings, place.Path, Verbose: false, CancellationToken.None)).Value);
    }

    [Fact]
    public void Nothing_that_training_leaves_depends_on_the_test_part()
    {
        (string first, double value) = Left(change: 1);
        (string second, double changed) = Left(change: 1.5);
        Assert.Equal(first, second);
        Assert.NotEqual(value, changed);

        static (string Left, double Value) Left(double change)
        {
            using TemporaryFolder place = new();
            Write(place, change);
            AirlineLstm recipe = new();
            RecipeSettings settings = recipe.Defaults with { Epochs = 2 };
            RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
            RecipeResult result = recipe.Train(new RecipeRun(folder, settings, place.Path, Verbose: false, CancellationToken.None));
            return (string.Join(' ', ((string[])[folder.BestWeights, folder.LastWeights, place.At("run", "pipeline.json")]).Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))), result.Value);
        }
    }

    [Fact]
    public void Without_its_test_part_a_run_says_what_validation_says()
    {
        using TemporaryFolder place = new();
        Write(place, change: 1);
        AirlineLstm recipe = new();
        RecipeSettings settings = recipe.Defaults with { Epochs = 2, Limit = 30 };
        RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
        RecipeRun run = new(folder, settings, place.Path, Verbose: false, CancellationToken.None, MeasuresTest: false);
        Assert.Equal(30, recipe.OpenParts(run).Train.Count);
        Assert.Equal((24L, 24L), (recipe.OpenParts(run).Validation.Count, recipe.OpenParts(run).Test().Count));
        RecipeResult result = recipe.Train(run);
        Assert.Equal("val_" + recipe.Metric, result.Metric);
        Assert.NotEqual(result.Value, recipe.Evaluate(run with { MeasuresTest = true }).Value);
    }

    // Drawn months in the file's form; the last two years times a factor.
    static double[] Write(TemporaryFolder place, double change)
    {
        double[] values = [.. AirlinePassengers.Generate(144, seed: 3).Values.Select((value, month) => Math.Round(month < 120 ? value : value * change))];
        Directory.CreateDirectory(place.At("series"));
        File.WriteAllLines(place.At("series", "airline-passengers.csv"), ["Month,Passengers", .. values.Select((value, month) => string.Create(CultureInfo.InvariantCulture, $"{1949 + (month / 12)}-{(month % 12) + 1:00},{value}"))]);
        return values;
    }
}
