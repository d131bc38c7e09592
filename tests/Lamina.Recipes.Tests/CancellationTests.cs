using Lamina.Data;
using Lamina.NN;
using Lamina.Recipes.Pictures;

namespace Lamina.Recipes.Tests;

/// <summary>A run that is asked to stop does so: while it trains, while it measures the test part, and in a later evaluation.</summary>
public sealed class CancellationTests : IDisposable
{
    readonly string _path = Path.Combine(Path.GetTempPath(), $"lamina-cancelled-{Guid.NewGuid():N}");

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public void Training_and_both_evaluations_hear_the_token()
    {
        using CancellationTokenSource source = new();
        Stopped recipe = new(source);
        RunFolder folder = RunFolder.Create(_path, recipe, recipe.Defaults);
        RecipeRun run = new(folder, recipe.Defaults, null, Verbose: false, source.Token);

        // The token is cancelled when the test part is opened, so it is the evaluation that must hear it.
        Assert.ThrowsAny<OperationCanceledException>(() => recipe.Train(run));
        Assert.True(recipe.IsOpened);
        Assert.True(File.Exists(folder.BestWeights));
        Assert.False(File.Exists(Path.Combine(_path, "result.json")));
        Assert.ThrowsAny<OperationCanceledException>(() => recipe.Evaluate(run));

        recipe.IsOpened = false;
        Assert.ThrowsAny<OperationCanceledException>(() => recipe.Train(run));
        Assert.False(recipe.IsOpened);
        Assert.InRange(recipe.Evaluate(run with { Cancellation = default }).Value, 0, 1);
    }

    sealed class Stopped(CancellationTokenSource source) : PictureRecipe
    {
        public bool IsOpened { get; set; }

        public override QuickForm Quick => new(Defaults, Margin: 0);

        public override string Name => "stopped";

        public override string Task => "test";

        public override string Data => "digits";

        public override double Target => 0.5;

        public override string Source => "none";

        public override double Minutes => 0.1;

        public override RecipeSettings Defaults => new() { Epochs = 1, BatchSize = 32 };

        public override Module<Tensor, Tensor> BuildModule() => new Sequential(new Flatten(), new Linear(784, 10));

        public override PictureData Open(RecipeRun run) => new(Pictures(DigitsPart.Train), () =>
        {
            IsOpened = true;
            source.Cancel();
            return Pictures(DigitsPart.Test);
        });

        static ArrayDataset Pictures(DigitsPart part) => ArrayDataset.From(Digits.Generate(100, seed: 1, part: part)).Normalize(Normalization.Bytes);
    }
}
