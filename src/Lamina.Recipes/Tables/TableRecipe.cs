using System.Globalization;
using Lamina.Data;
using Lamina.Pipelines;

namespace Lamina.Recipes.Tables;

/// <summary>A table of one's own, or texts.</summary>
public sealed class TableRecipe : OwnDataRecipe<TableTask>
{
    readonly bool _isText;
    readonly Lazy<Table> _table;

    /// <summary>A recipe for a file. It is not read yet.</summary>
    /// <param name="data">The file.</param>
    /// <param name="isText">Whether to learn from a column of texts alone.</param>
    public TableRecipe(OwnData data, bool isText = false)
        : base(data)
    {
        _isText = isText;
        _table = new Lazy<Table>(() => Directory.Exists(data.Path) ? TextFolder.Read(data.Path) : Table.Detect(data.Path));
    }

    /// <inheritdoc/>
    public override string Task => $"predict '{TargetColumn}'";

    /// <inheritdoc/>
    public override string Metric => Latest.Facts.IsClassification ? Latest.Metric : "RMSE";

    /// <inheritdoc/>
    public override MetricDirection Direction => Latest.Facts.IsClassification ? MetricDirection.Higher : MetricDirection.Lower;

    /// <inheritdoc/>
    public override double Minutes => 1;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = Latest.Epochs, BatchSize = Latest.BatchSize, LearningRate = 2e-3 };

    // A folder's classes are the folders' names.
    string TargetColumn => OwnData.Target.Length > 0 ? OwnData.Target : TextFolder.Label;

    /// <inheritdoc/>
    protected override TableTask Read(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _isText ? TableTask.OfTexts(Rows(settings), TargetColumn, settings.Seed) : TableTask.Of(Rows(settings), TargetColumn, settings.Seed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<TableTask> ReadFolds(RecipeSettings settings, int folds)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _isText ? TableTask.FoldsOfTexts(Rows(settings), TargetColumn, folds, settings.Seed) : TableTask.Folds(Rows(settings), TargetColumn, folds, settings.Seed);
    }

    /// <inheritdoc/>
    public override string Show(double value) => Direction == MetricDirection.Higher ? base.Show(value) : value.ToString(Math.Abs(value) >= 1000 ? "#,0" : "G4", CultureInfo.InvariantCulture);

    // The rows that settings leave of the table.
    Table Rows(RecipeSettings settings)
    {
        Table all = _table.Value;
        return settings.Limit is > 0 and var limit && limit < all.Count ? all.Split((double)limit / all.Count, settings.Seed).HeldOut : all;
    }
}
