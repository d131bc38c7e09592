using Lamina.Data;
using Lamina.Training;

namespace Lamina.Recipes.Tests;

[Collection(nameof(Alone))]
public sealed class DigitsCnnTests
{
    // The generator's honesty: what is learnt from drawn digits alone reads handwriting that it never saw. A short training does.
    [Fact]
    public void Trained_on_drawn_digits_alone_it_reads_three_quarters_of_MNIST()
    {
        if (MnistFiles.Mnist.Find() is null)
            Assert.Skip($"missing data: MNIST is in no folder that {DataFolders.Variable} names, nor in the cache.");
        using TemporaryFolder place = new();
        Recipe recipe = RecipeBook.Get("digits-cnn");
        RecipeSettings settings = recipe.Defaults with { Epochs = 1, Limit = 12_000 };
        RunFolder folder = RunFolder.Create(place.At("run"), recipe, settings);
        recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));

        Model model = recipe.BuildModel(settings);
        model.LoadWeights(folder.BestWeights);
        ArrayDataset test = Mnist.Load(download: false).Test.Normalize(Normalization.Bytes);
        Assert.Equal(10_000, test.Count);
        Assert.InRange(model.Evaluate(test)["accuracy"], 0.75, 1);
    }
}
