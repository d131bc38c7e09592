using System.Globalization;
using Lamina.Data;
using Lamina.NN;
using Lamina.Training;

namespace Lamina.Recipes.Tables;

/// <summary>A network on the table of California housing: the price of a house from where it stands and who lives there.</summary>
public sealed class CaliforniaMlp : FitRecipe
{
    const string Price = "median_house_value";
    const double TestShare = 0.2, ValidationShare = 0.1;

    // The test part is the same for every seed.
    const long SplitSeed = 1990;

    static readonly string[] Counts = ["total_rooms", "total_bedrooms", "population", "households", "median_income"];

    /// <inheritdoc/>
    public override string Name => "california-mlp";

    /// <inheritdoc/>
    public override string Task => "tell the median price of the houses of a district";

    /// <inheritdoc/>
    public override string Data => "california-housing";

    /// <inheritdoc/>
    public override string Metric => "RMSE";

    /// <inheritdoc/>
    public override MetricDirection Direction => MetricDirection.Lower;

    /// <inheritdoc/>
    public override double Target => 52_000;

    /// <inheritdoc/>
    public override string Source => "a target of this project; a linear model has about 69,000 USD";

    /// <inheritdoc/>
    public override double Minutes => 0.3;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 60, BatchSize = 128, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override Shape InputShape => [15];

    /// <inheritdoc/>
    public override string Show(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} USD");

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 6 }, Margin: 35_000);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Linear(15, 256), new Relu(), new Dropout(0.1),
        new Linear(256, 256), new Relu(), new Dropout(0.1),
        new Linear(256, 128), new Relu(),
        new Linear(128, 1));

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return BuildModule().Compile(new AdamW(settings.LearningRate), Loss.MeanSquaredError(), Training.Metric.RootMeanSquaredError);
    }

    /// <inheritdoc/>
    public override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeSettings settings = run.Settings;
        (Table rest, Table test) = CaliforniaHousing.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation).Split(TestShare, SplitSeed);
        if (settings.Limit is > 0 and var limit && limit < rest.Count)
            (_, rest) = rest.Split((double)limit / rest.Count, settings.Seed);
        (Table train, Table validation) = rest.Split(ValidationShare, settings.Seed);
        TablePreprocessing columns = new([.. Plans().Select(plan => plan.Fit(train)), Oceans()]);
        double[] prices = train.Doubles(Price);
        double mean = prices.Average();
        Normalization price = new(mean, Math.Sqrt(prices.Average(value => (value - mean) * (value - mean))));
        return new RecipeData(Part(train), Part(validation), () => Part(test), new Preprocessing { Table = columns, Target = price });

        ArrayDataset Part(Table rows) => new(columns.Apply(rows), Standardized(rows), name: CaliforniaHousing.Entry.Title);

        Tensor Standardized(Table rows) => price.Apply(rows.ToTensor(Price));
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new RecipeScore(Measure(run, model, part), Baselines.Mean(data.Train, part) * UnitOf(model));
    }

    // Counts and incomes span orders of magnitude; the difference of their logarithms is a ratio, such as rooms a household.
    static IEnumerable<ColumnPlan> Plans() =>
    [
        new NumberColumn("longitude"),
        new NumberColumn("latitude"),
        new NumberColumn("housing_median_age"),
        .. Counts.Select(name => new NumberColumn(name) { IsLogarithmic = true, Fill = NumberFill.Median, HasIndicator = name == "total_bedrooms" }),
    ];

    // All there are: an island may lack in a training part.
    static CategoryEncoder Oceans() => new()
    {
        Column = "ocean_proximity",
        Encoding = CategoryEncoding.OneHot,
        Values = ["<1H OCEAN", "INLAND", "ISLAND", "NEAR BAY", "NEAR OCEAN"],
        Buckets = 0,
    };
}
