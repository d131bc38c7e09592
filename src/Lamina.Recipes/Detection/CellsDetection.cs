using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Models.Detection;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Detection;

/// <summary>A small FCOS that finds red cells, white cells and platelets in pictures of blood.</summary>
public sealed class CellsDetection : FitRecipe
{
    const int Width = 16, ScoreBatch = 6;
    const double WeightDecay = 0.05, MostNorm = 10;

    static readonly FcosGrid s_grid = new(CellPictures.Height, CellPictures.Width);

    /// <inheritdoc/>
    public override string Name => "cells-detection";

    /// <inheritdoc/>
    public override string Task => "find red cells, white cells and platelets in pictures of blood";

    /// <inheritdoc/>
    public override string Data => "bccd";

    /// <inheritdoc/>
    public override string Metric => "mAP@0.5";

    /// <inheritdoc/>
    public override double Target => 0.75;

    /// <inheritdoc/>
    public override string Source => "a target of this project; COCO's rule at an overlap of 0.5";

    /// <inheritdoc/>
    public override double Minutes => 7;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 16, BatchSize = 4, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 4, Limit = 64 }, Margin: 0.02);

    /// <inheritdoc/>
    public override Shape InputShape => [3, CellPictures.Height, CellPictures.Width];

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Fcos(Bccd.ClassNames.Count, Width);

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Model model = BuildModule().Compile(new AdamW(settings.LearningRate, weightDecay: WeightDecay), new FcosLoss(Bccd.ClassNames.Count, s_grid));
        model.ClipNorm = MostNorm;
        return model;
    }

    /// <inheritdoc/>
    public override RecipeData OpenParts(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (PictureDataset train, PictureDataset validation, PictureDataset test) = CellPictures.Open(run);
        return new RecipeData(new BoxSet(CellPictures.Augmented(train, run.Settings.Seed), train), new BoxSet(validation), () => new BoxSet(test));
    }

    /// <inheritdoc/>
    protected override DataLoader Loader(RecipeData data, RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        return new DataLoader(data.Train, settings.BatchSize, shuffle: true, settings.Seed, dropLast: data.Train.Count >= settings.BatchSize);
    }

    /// <inheritdoc/>
    protected override string Monitor(Model model) => "val_loss";

    /// <inheritdoc/>
    protected override MetricDirection MonitorDirection => MetricDirection.Lower;

    /// <inheritdoc/>
    protected override void Keep(RecipeRun run, Model model, RecipeData data)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        new ObjectDetection((Fcos)model.Module, Bccd.ClassNames, CellPictures.Height).Save(run.Folder.Path);
    }

    /// <inheritdoc/>
    protected override RecipeScore Score(RecipeRun run, Model model, RecipeData data, IDataset part)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(part);
        FcosDecoder decoder = new() { Grid = s_grid };
        List<IReadOnlyList<FoundBox>> found = [];
        using (Gradients.Off())
        {
            foreach (Batch batch in new DataLoader(part, ScoreBatch))
            {
                run.Cancellation.ThrowIfCancellationRequested();
                found.AddRange(decoder.Decode(model.Module.Forward(batch.Input)));
            }
        }

        PictureDataset pictures = ((BoxSet)part).Plain;
        IReadOnlyList<FoundBox> usual = UsualLayout.Of(((BoxSet)data.Train).Plain, CellPictures.Height, CellPictures.Width);
        DetectionScore score = DetectionScore.Of(pictures, index => found[index]);
        return new RecipeScore(score.Mean, DetectionScore.Of(pictures, _ => usual).Mean)
        {
            Details = new Dictionary<string, double>
            {
                ["apRedCells"] = score.Classes[0],
                ["apWhiteCells"] = score.Classes[1],
                ["apPlatelets"] = score.Classes[2],
                ["apOverlaps50To95"] = score.MeanOfOverlaps,
            },
        };
    }
}
