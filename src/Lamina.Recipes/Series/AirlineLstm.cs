using Lamina.Data;
using Lamina.Models.Series;

namespace Lamina.Recipes.Series;

/// <summary>Two layers of LSTM on the airline passengers: the next month from two years, as a change from the same month of the year before.</summary>
public sealed class AirlineLstm : SeriesRecipe
{
    const int Year = 12;

    /// <inheritdoc/>
    public override string Name => "airline-lstm";

    /// <inheritdoc/>
    public override string Task => "forecast the passengers of the next month";

    /// <inheritdoc/>
    public override string Data => "airline-passengers";

    /// <inheritdoc/>
    public override string Metric => "RMSE / seasonal naive RMSE";

    /// <inheritdoc/>
    public override double Target => 0.8;

    /// <inheritdoc/>
    public override string Source => "a target of this project; series G of Box and Jenkins (1976)";

    /// <inheritdoc/>
    public override double Minutes => 0.2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 150, BatchSize = 16, LearningRate = 1e-2 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults, Margin: 0.1);

    /// <inheritdoc/>
    public override int Window => 2 * Year;

    /// <inheritdoc/>
    public override int TestCount => 2 * Year;

    /// <inheritdoc/>
    public override int ValidationCount => 2 * Year;

    /// <inheritdoc/>
    public override int NaiveLag => Year;

    /// <inheritdoc/>
    public override SeriesTransform Transform => SeriesTransform.Logarithm;

    /// <inheritdoc/>
    public override RecurrentForecaster BuildModule() => new(RecurrentKind.Lstm, hiddenSize: 50, layers: 2, lag: Year);

    /// <inheritdoc/>
    protected override TimeSeries Open(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        TimeSeries series = AirlinePassengers.Load(run.Data);
        return !series.IsGenerated
            ? series
            : throw new MissingDataException($"{AirlinePassengers.Entry.Title} is not on this machine. Place {AirlinePassengers.Entry.Layouts[0].Files[0].Name} into the folder that --data or {DataFolders.Variable} names, below series/; a drawn series would prove nothing.");
    }
}
