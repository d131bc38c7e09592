using System.Globalization;
using System.Security.Cryptography;
using Lamina.Data;
using Lamina.NN;
using Lamina.Recipes.Pictures;

namespace Lamina.Recipes.Tests;

/// <summary>Test data is for testing: it is opened once, when training is over, and nothing that training leaves depends on it.</summary>
[Collection(nameof(Alone))]
public sealed class TestDataTests
{
    /// <summary>What training leaves: weights, and all of the metrics but the time they took.</summary>
    sealed record Left(string Best, string Last, string Metrics);

    // Recipes that train by a loop of their own, and what keeps their measure honest.
    static readonly Dictionary<string, string> OwnLoops = new()
    {
        ["diagnosis-mlp"] = "cross-validation: each part is judged by a network that was trained on the others",
        ["cartpole-dqn"] = "a simulated world has no parts: the episodes that measure have seeds of their own",
        ["polarity-textcnn"] = "cross-validation: each part is judged by a network that was trained on the others",
        ["cora-gcn"] = "one graph has all parts: a hundred networks are trained on the labels of the training papers, and the best epochs chosen by those of the validation papers",
        ["mnist-dcgan"] = "no choice is made in training: the weights of the last epoch are kept, and the test part is opened behind it",
        ["faces-recognition"] = "the test people are no class of the training: settings are compared by folds of the others",
    };

    // Small sets of such a form: the folder, and whether the test part is the other one.
    static readonly Dictionary<string, Action<string, bool>> OwnForms = new()
    {
        ["cifar10-resnet20"] = (folder, other) => SmallColours.Write(folder, other),
        ["imdb-lstm"] = (folder, other) => SmallReviews.Write(folder, other),
    };

    static readonly string[] Folders = [MnistFiles.Mnist.Folder, MnistFiles.FashionMnist.Folder];

    [Fact]
    public void No_file_of_training_changes_with_the_test_part_of_a_set_in_files()
    {
        using TemporaryFolder one = new(), other = new();
        foreach (string set in Folders)
        {
            SmallSet.Write(one.Path, set, other: false);
            SmallSet.Write(other.Path, set, other: true);
        }

        foreach (FitRecipe recipe in RecipeBook.All.OfType<FitRecipe>().Where(recipe => Folders.Contains(recipe.Data)))
        {
            (Left first, double value) = Train(recipe, one.Path);
            (Left second, double changed) = Train(recipe, other.Path);
            Assert.Equal(first, second);

            Assert.NotEqual(value, changed);
        }

        // What is asked can fail: of these, the first trains on test pictures and the second chooses by them, and both are found out.
        foreach (Func<ArrayDataset, ArrayDataset, ArrayDataset> leak in (Func<ArrayDataset, ArrayDataset, ArrayDataset>[])
        [
            (train, test) => new ArrayDataset(
                Tensor.Concatenate([train.ReadAll().Input, test.Take(10).ReadAll().Input]), Tensor.Concatenate([train.ReadAll().Target, test.Take(10).ReadAll().Target])),
            (train, test) => train.Normalize(new Normalization([test.ReadAll().Input.Mean().ToDouble()], [255])),
        ])
        {
            Behind leaking = new((PictureRecipe)RecipeBook.Get("mnist-mlp"), run =>
            {
                (ArrayDataset train, ArrayDataset test) = Mnist.Load(run.Data);
                return new PictureData(leak(train, test), () => test);
            });
            Assert.NotEqual(Train(leaking, one.Path).Left, Train(leaking, other.Path).Left);
        }
    }

    [Theory]
    [InlineData("cifar10-resnet20")]
    [InlineData("imdb-lstm")]
    public void No_file_of_training_changes_with_the_test_part_of_a_set_in_a_form_of_its_own(string name)
    {
        using TemporaryFolder one = new(), other = new();
        Action<string, bool> write = OwnForms[name];
        write(one.Path, false);
        write(other.Path, true);
        FitRecipe recipe = (FitRecipe)RecipeBook.Get(name);
        (Left first, double value) = Train(recipe, one.Path);
        (Left second, double changed) = Train(recipe, other.Path);
        Assert.Equal(first, second);
        Assert.NotEqual(value, changed);
    }

    // The sets called digits are drawn. That the training part is just what the generator draws for training is asked row by row; what becomes of it, by another test part.
    [Fact]
    public void No_file_of_training_changes_with_the_test_part_of_a_generated_set()
    {
        foreach (PictureRecipe recipe in RecipeBook.All.OfType<PictureRecipe>().Where(recipe => recipe.Data.StartsWith("digits", StringComparison.Ordinal)))
        {
            using TemporaryFolder folder = new();
            RecipeSettings settings = recipe.Defaults;
            PictureData data = recipe.Open(new RecipeRun(RunFolder.Create(folder.At("run"), recipe, settings), settings, null, Verbose: false, CancellationToken.None));
            ArrayDataset drawn = ArrayDataset.From(Digits.Generate(Digits.TrainCount, (int)settings.Seed)).Normalize(Normalization.Bytes);
            Assert.Equal(drawn.Count, data.Train.Count);
            const int Rows = 5000;
            for (long start = 0; start < drawn.Count; start += Rows)
            {
                long[] rows = [.. Enumerable.Range(0, Rows).Select(i => start + i)];
                (Batch expected, Batch got) = (drawn.Read(rows), data.Train.Read(rows));
                Assert.True(expected.Input.EqualTo(got.Input).All().ToBoolean() && expected.Target.EqualTo(got.Target).All().ToBoolean(), $"{recipe.Name}: among rows {start} … {start + Rows - 1}");
            }

            ArrayDataset test = data.Test(), other = ArrayDataset.From(Digits.Generate(50, seed: 9)).Normalize(Normalization.Bytes);
            (Left first, double value) = Train(new Behind(recipe, _ => data), null, limit: SmallSet.TrainCount);
            (Left second, double changed) = Train(new Behind(recipe, _ => data with { Test = () => other }), null, limit: SmallSet.TrainCount);
            Assert.Equal(Digits.TestCount, test.Count);
            Assert.Equal(first, second);
            Assert.NotEqual(value, changed);
        }
    }

    [Fact]
    public void Every_recipe_trains_by_the_one_path_that_keeps_the_test_part_shut()
    {
        // Train and Evaluate are sealed there; what the next test shows of one recipe holds for all.
        Assert.All(RecipeBook.All.Where(recipe => !OwnLoops.ContainsKey(recipe.Name)), recipe => Assert.IsType<FitRecipe>(recipe, exactMatch: false));
        Assert.All(OwnLoops.Keys, name => Assert.IsNotType<FitRecipe>(RecipeBook.Get(name), exactMatch: false));
        Assert.True(typeof(FitRecipe).GetMethod(nameof(Recipe.Train))!.IsFinal);
        Assert.True(typeof(FitRecipe).GetMethod(nameof(Recipe.Evaluate))!.IsFinal);
    }

    [Fact]
    public void The_test_part_is_opened_once_after_the_last_epoch_and_is_no_part_of_what_is_logged()
    {
        using TemporaryFolder place = new();
        string path = place.At("run");
        Watched recipe = new(path);
        RecipeSettings settings = recipe.Defaults;
        RunFolder folder = RunFolder.Create(path, recipe, settings);
        RecipeResult result = recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None));
        Assert.Equal(1, recipe.Opened);
        Assert.Equal(settings.Epochs, recipe.EpochsWhenOpened);

        // The labels of the test part are shuffled: its accuracy is near chance, that of the validation part is not.
        string[] lines = File.ReadAllLines(folder.Metrics);
        int column = lines[0].Split(',').IndexOf("val_accuracy");
        Assert.DoesNotContain("test", lines[0], StringComparison.OrdinalIgnoreCase);
        Assert.InRange(double.Parse(lines[^1].Split(',')[column], CultureInfo.InvariantCulture), 0.5, 1);
        Assert.InRange(result.Value, 0, 0.25);
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_one_does_not()
    {
        Left first = Weights(1), again = Weights(1), other = Weights(2);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);

        static Left Weights(long seed)
        {
            using TemporaryFolder place = new();
            Watched recipe = new(place.At("run"));
            return Train(recipe, recipe.Defaults with { Seed = seed }, null, place.At("run")).Left;
        }
    }

    static (Left Left, double Value) Train(FitRecipe recipe, string? data, long limit = 0)
    {
        using TemporaryFolder place = new();
        return Train(recipe, recipe.Defaults with { Epochs = 2, BatchSize = 32, Limit = limit }, data, place.At("run"));
    }

    static (Left Left, double Value) Train(FitRecipe recipe, RecipeSettings settings, string? data, string path)
    {
        RunFolder folder = RunFolder.Create(path, recipe, settings);
        RecipeResult result = recipe.Train(new RecipeRun(folder, settings, data, Verbose: false, CancellationToken.None));
        string[][] lines = [.. File.ReadLines(folder.Metrics).Select(line => line.Split(','))];
        int seconds = lines[0].IndexOf("seconds");
        Assert.True(seconds > 0 && lines.Length == settings.Epochs + 1);
        string metrics = string.Join('\n', lines.Select(line => string.Join(',', line.Where((_, i) => i != seconds))));
        return (new Left(Sum(folder.BestWeights), Sum(folder.LastWeights), metrics), result.Value);
    }

    static string Sum(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

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

        public override QuickForm Quick => new(Defaults, Margin: 0);

        public override Module<Tensor, Tensor> BuildModule() => new Sequential(new Flatten(), new Linear(784, 16), new Relu(), new Linear(16, 10));

        public override PictureData Open(RecipeRun run)
        {
            ImageSet pictures = Digits.Generate(200, seed: 1, part: DigitsPart.Test);
            byte[] labels = pictures.Labels.ToArray();
            new Random(1).Shuffle(labels);
            ArrayDataset train = ArrayDataset.From(Digits.Generate(600, seed: 1)), test = ArrayDataset.From(new ImageSet(pictures.Pixels, labels, Digits.Side, Digits.Side, pictures.ClassNames));
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
