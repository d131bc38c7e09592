using System.Security.Cryptography;
using Lamina.Pipelines;
using Lamina.Recipes.Control;

namespace Lamina.Recipes.Tests.Control;

[Collection(nameof(Alone))]
public sealed class CartPoleDqnTests
{
    static readonly CartPoleDqn Recipe = new();

    static readonly RecipeSettings Short = Recipe.Defaults with { Epochs = 3, BatchSize = 16 };

    [Fact]
    public void A_run_leaves_its_best_weights_its_policy_and_its_curve()
    {
        using TemporaryFolder place = new();
        (RecipeResult result, RunFolder folder) = Train(place, "run", Short);

        // Who acts at random falls after about 22 steps.
        Assert.InRange(result.Baseline!.Value, 17, 27);
        Assert.Equal(3000, result.Details!["environmentSteps"]);
        Assert.InRange(result.Details["worstReturn"], 1, result.Value);
        IReadOnlyList<IReadOnlyDictionary<string, double>> epochs = folder.ReadMetrics();
        Assert.Equal([1.0, 2, 3], epochs.Select(epoch => epoch["epoch"]));
        Assert.All(epochs, epoch => Assert.InRange(epoch["val_return"], 8, 500));

        // The same weights and the same hundred episodes once more, and the policy plays as they do.
        Assert.Equal(result.Value, Recipe.Evaluate(new RecipeRun(folder, Short, null, Verbose: false, CancellationToken.None)).Value);
        Policy policy = Pipeline.Load<Policy>(folder.Path);
        Assert.Equal(result.Value, Enumerable.Range(0, 100).Average(i => policy.Play(2_000_000_000L + i)), 1.0);
        folder.Remove();
        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void The_episodes_that_measure_reach_nothing_that_training_leaves()
    {
        using TemporaryFolder place = new();
        (RecipeResult result, RunFolder folder) = Train(place, "run", Short);
        (RecipeResult validated, RunFolder other) = Train(place, "validated", Short, measuresTest: false);
        Assert.Equal("val_" + result.Metric, validated.Metric);
        Assert.Equal(folder.ReadMetrics().Max(epoch => epoch["val_return"]), validated.Value);
        Assert.Equal(Sum(folder), Sum(other));
        Assert.NotEqual(Sum(folder), Sum(Train(place, "seed", Short with { Seed = 2 }).Folder));

        static string Sum(RunFolder folder) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(folder.BestWeights)));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using TemporaryFolder place = new();
        RunFolder folder = RunFolder.Create(place.At("run"), Recipe, Short);
        using CancellationTokenSource stopped = new();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => Recipe.Train(new RecipeRun(folder, Short, null, Verbose: false, stopped.Token)));
        Assert.Equal(RunState.Unbegun, folder.State);
    }

    static (RecipeResult Result, RunFolder Folder) Train(TemporaryFolder place, string name, RecipeSettings settings, bool measuresTest = true)
    {
        RunFolder folder = RunFolder.Create(place.At(name), Recipe, settings);
        return (Recipe.Train(new RecipeRun(folder, settings, null, Verbose: false, CancellationToken.None, MeasuresTest: measuresTest)), folder);
    }
}
