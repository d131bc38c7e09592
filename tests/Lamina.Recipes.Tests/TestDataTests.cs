using Lamina.Data;
using Lamina.NN;
using Lamina.Recipes.Pictures;

namespace Lamina.Recipes.Tests;

/// <summary>Test data is for testing: it is opened once, when training is over.</summary>
public sealed class TestDataTests
{
    [Fact]
    public void Every_recipe_trains_by_the_one_path_that_keeps_the_test_part_shut()
    {
        // Train and Evaluate are sealed there; what the next test shows of one recipe holds for all.
        Assert.All(RecipeBook.All, recipe => Assert.IsType<PictureRecipe>(recipe, exactMatch: false));
        Assert.True(typeof(PictureRecipe).GetMethod(nameof(Recipe.Train))!.IsFinal);
        Assert.True(typeof(PictureRecipe).GetMethod(nameof(Recipe.Evaluate))!.IsFinal);
    }

    [Fact]
    public void The_test_part_is_opened_once_after_the_last_epoch_and_reaches_no_file_of_training()
    {
        string path = Path.Combine(Path.GetTempPath(), $"lamina-recipe-{Guid.NewGuid():N}");
        try
        {
            Watched recipe = new(path);
            RecipeSettings settings = recipe.Defaults;
            RunFolder folder = RunFolder.Create(path, recipe, settings);
            RecipeResult result = recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));
            Assert.Equal(1, recipe.Opened);
            Assert.Equal(settings.Epochs, recipe.EpochsWhenOpened);
            Assert.InRange(result.Value, 0, 1);

            // The labels of the test part are shuffled; were it the validation part, its accuracy would be near chance.
            string last = File.ReadLines(folder.Metrics).Last();
            Assert.DoesNotContain("test", File.ReadLines(folder.Metrics).First(), StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(last);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_one_does_not()
    {
        byte[] first = Weights(1), again = Weights(1), other = Weights(2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    static byte[] Weights(long seed)
    {
        string path = Path.Combine(Path.GetTempPath(), $"lamina-recipe-{Guid.NewGuid():N}");
        try
        {
            Watched recipe = new(path);
            RecipeSettings settings = recipe.Defaults with { Seed = seed };
            RunFolder folder = RunFolder.Create(path, recipe, settings);
            recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));
            return File.ReadAllBytes(folder.LastWeights);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>A small recipe that notes when its test part is opened.</summary>
    sealed class Watched(string path) : PictureRecipe
    {
        public int Opened { get; private set; }

        public int EpochsWhenOpened { get; private set; }

        public override string Name => "watched";

        public override string Task => "test";

        public override string Data => "digits";

        public override double Target => 0.5;

        public override string Source => "none";

        public override double Minutes => 0.1;

        public override RecipeSettings Defaults => new() { Epochs = 2, BatchSize = 32, LearningRate = 3e-3 };

        public override Module<Tensor, Tensor> BuildModule() => new Sequential(new Flatten(), new Linear(784, 16), new Relu(), new Linear(16, 10));

        public override PictureData Open(RecipeRun run)
        {
            ArrayDataset train = ArrayDataset.From(Digits.Generate(600, seed: 1)), test = ArrayDataset.From(Digits.Generate(200, seed: 1, part: DigitsPart.Test));
            return new PictureData(train.Normalize(Normalization.Bytes), () =>
            {
                Opened++;

                // The header and a line an epoch.
                EpochsWhenOpened = File.ReadLines(Path.Combine(path, "metrics.csv")).Count() - 1;
                return test.Normalize(Normalization.Bytes);
            });
        }
    }
}
