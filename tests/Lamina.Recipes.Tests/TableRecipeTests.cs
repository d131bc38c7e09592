using Lamina.Data;

namespace Lamina.Recipes.Tests;

[Collection(nameof(Alone))]
public sealed class TableRecipeTests
{
    // A short form: a fifth of the epochs on a third of the rows is far below a linear model's 69,000 already.
    [Fact]
    public void California_housing_is_learnt_in_a_short_form()
    {
        RecipeResult result = Trained("california-mlp", settings => settings with { Epochs = 12, Limit = 6000 });
        Assert.Equal("lower", result.Direction);
        Assert.InRange(result.Value, 40_000, 65_000);
    }

    [Fact]
    public void Diagnoses_reach_their_number_and_each_is_explained()
    {
        RecipeResult result = Trained("diagnosis-mlp", settings => settings);
        Assert.True(result.Passed, $"AUROC {result.Value}");
        Assert.InRange(result.Details!["sensitivity at 95 % specificity"], 0.9, 1);
        Assert.InRange(result.Details["largest gap of an explanation"], 0, 0.01);
    }

    static RecipeResult Trained(string name, Func<RecipeSettings, RecipeSettings> change)
    {
        Recipe recipe = RecipeBook.Get(name);
        if (!new DataFolders(null).Parents.Any(parent => Directory.Exists(Path.Combine(parent, "tabular"))))
            Assert.Skip($"missing data: {DataFolders.Variable} names no folder with tabular/.");
        using TemporaryFolder place = new();
        RecipeSettings settings = change(recipe.Defaults);
        RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
        RecipeResult result = recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));
        Assert.True(File.Exists(folder.Model));
        if (name == "diagnosis-mlp")
        {
            Assert.Equal(684, File.ReadAllLines(place.At("run", "diagnoses.csv")).Length);
            Assert.True(File.Exists(place.At("run", "calibration.svg")) && File.Exists(place.At("run", "roc.svg")));
        }

        // By the kept weights, or by ten networks that are trained again: the same bits.
        Assert.Equal(result.Value, recipe.Evaluate(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None)).Value);
        Assert.True(folder.Remove());
        return result;
    }
}
