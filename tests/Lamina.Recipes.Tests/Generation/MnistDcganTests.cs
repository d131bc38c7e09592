using Lamina.Data;
using Lamina.Recipes.Generation;

namespace Lamina.Recipes.Tests.Generation;

/// <summary>The adversarial recipe on a small set: nothing that it leaves depends on the test part, and a run is measured again to the same numbers.</summary>
[Collection(nameof(Alone))]
public sealed class MnistDcganTests
{
    [Fact]
    public void What_is_left_does_not_depend_on_the_test_part_and_is_measured_again_alike()
    {
        using TemporaryFolder one = new(), other = new();
        SmallSet.Write(one.Path, MnistFiles.Mnist.Folder, other: false);
        SmallSet.Write(other.Path, MnistFiles.Mnist.Folder, other: true);
        MnistDcgan recipe = new();
        RecipeSettings settings = recipe.Defaults with { Epochs = 2, BatchSize = 32 };
        (RecipeRun run, RecipeResult result) = Train(recipe, settings, one.Path, one.At("run"));
        (RecipeRun changed, RecipeResult otherResult) = Train(recipe, settings, other.Path, other.At("run"));
        Assert.Equal(File.ReadAllBytes(run.Folder.BestWeights), File.ReadAllBytes(changed.Folder.BestWeights));
        Assert.Equal(Values(run.Folder), Values(changed.Folder));
        Assert.NotEqual(result.Details!["frechetDistance"], otherResult.Details!["frechetDistance"]);

        DateTime made = File.GetLastWriteTimeUtc(run.Folder.JudgeWeights);
        RecipeResult again = recipe.Evaluate(run);
        Assert.Equal(result.Value, again.Value);
        Assert.Equal(result.Details!, again.Details!);
        Assert.Equal(made, File.GetLastWriteTimeUtc(run.Folder.JudgeWeights));

        // By the run's own judge; without it, by one that is trained again, the same to the bit.
        byte[] judge = File.ReadAllBytes(run.Folder.JudgeWeights);
        File.Delete(run.Folder.JudgeWeights);
        Assert.Equal(result.Details!, recipe.Evaluate(run).Details!);
        Assert.Equal(judge, File.ReadAllBytes(run.Folder.JudgeWeights));

        RecipeResult validation = recipe.Evaluate(run with { MeasuresTest = false });
        Assert.StartsWith("val_", validation.Metric, StringComparison.Ordinal);
        Assert.NotEqual(result.Details!["frechetDistance"], validation.Details!["frechetDistance"]);
    }

    static (RecipeRun Run, RecipeResult Result) Train(MnistDcgan recipe, RecipeSettings settings, string data, string path)
    {
        RecipeRun run = new(RunFolder.Create(path, recipe, settings), settings, data, Verbose: false, CancellationToken.None);
        return (run, recipe.Train(run));
    }

    // All but the seconds.
    static string[] Values(RunFolder folder) => [.. File.ReadLines(folder.Metrics).Select(line => string.Join(',', line.Split(',').Where((_, column) => column != 2)))];
}
