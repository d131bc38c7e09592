using Lamina.Data;
using Lamina.NN;

namespace Lamina.Recipes.Pictures;

/// <summary>A small convolutional network on drawn digits: trains on any machine, without network or files.</summary>
public sealed class DigitsCnn : PictureRecipe
{
    /// <inheritdoc/>
    public override string Name => "digits-cnn";

    /// <inheritdoc/>
    public override string Task => "classify 28×28 drawn digits";

    /// <inheritdoc/>
    public override string Data => "digits (embedded generator: 60,000 train, 10,000 test)";

    /// <inheritdoc/>
    public override double Target => 0.99;

    /// <inheritdoc/>
    public override string Source => "a target of this project; a linear model levels off at 90 % of these digits";

    /// <inheritdoc/>
    public override double Minutes => 1;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 3, BatchSize = 64, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 2, Limit = 4000 }, Margin: 0.6);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Conv2d(1, 16, 3),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(16, 32, 3),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(800, 128),
        new Relu(),
        new Linear(128, 10));

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run) => PictureData.Of(Digits.Load(run.Settings.Seed));
}
