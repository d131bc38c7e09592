using Lamina.Data;
using Lamina.NN;

namespace Lamina.Recipes.Pictures;

/// <summary>Two convolutions with batch normalization and dropout on articles of clothing.</summary>
public sealed class FashionCnn : PictureRecipe
{
    /// <inheritdoc/>
    public override string Name => "fashion-cnn";

    /// <inheritdoc/>
    public override string Task => "classify 28×28 articles of clothing";

    /// <inheritdoc/>
    public override string Data => "fashion-mnist";

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => MnistFiles.FashionMnist.ClassNames;

    /// <inheritdoc/>
    public override double Target => 0.915;

    /// <inheritdoc/>
    public override string Source => "a target of this project; data of Xiao, Rasul, Vollgraf (2017)";

    /// <inheritdoc/>
    public override double Minutes => 5;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 10, BatchSize = 64, LearningRate = 2e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 2, Limit = 3000 }, Margin: 0.5);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Conv2d(1, 32, 3, padding: 1),
        new BatchNorm2d(32),
        new Relu(),
        new MaxPool2d(2),
        new Conv2d(32, 64, 3),
        new BatchNorm2d(64),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Dropout(0.3),
        new Linear(64 * 6 * 6, 128),
        new Relu(),
        new Dropout(0.3),
        new Linear(128, 10));

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run) => PictureData.Of(FashionMnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
}
