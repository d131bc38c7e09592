using Lamina.Data;
using Lamina.Models.Series;

namespace Lamina.Recipes.Series;

/// <summary>Gated recurrent units on the yearly means of the sunspots: the next year from two cycles.</summary>
public sealed class SunspotsGru : SeriesRecipe
{
    const int Months = 12;

    /// <inheritdoc/>
    public override string Name => "sunspots-gru";

    /// <inheritdoc/>
    public override string Task => "forecast the sunspots of the next year";

    /// <inheritdoc/>
    public override string Data => "sunspots";

    /// <inheritdoc/>
    public override string Metric => "RMSE / last-value RMSE";

    /// <inheritdoc/>
    public override double Target => 0.9;

    /// <inheritdoc/>
    public override string Source => "a target of this project; counts of Zurich (Andrews and Herzberg 1985)";

    /// <inheritdoc/>
    public override double Minutes => 0.1;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 120, BatchSize = 16, LearningRate = 3e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults, Margin: 0.05);

    /// <inheritdoc/>
    public override int Window => 22;

    /// <inheritdoc/>
    public override int TestCount => 20;

    /// <inheritdoc/>
    public override int ValidationCount => 40;

    /// <inheritdoc/>
    public override int NaiveLag => 1;

    /// <inheritdoc/>
    public override int NumbersPerStep => Months;

    /// <inheritdoc/>
    public override SeriesTransform Transform => SeriesTransform.SquareRoot;

    /// <inheritdoc/>
    public override RecurrentForecaster BuildModule() => new(RecurrentKind.Gru, hiddenSize: 16);

    /// <inheritdoc/>
    protected override TimeSeries Open(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Sunspots.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
    }
}
