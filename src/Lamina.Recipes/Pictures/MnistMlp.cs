using Lamina.Data;
using Lamina.NN;

namespace Lamina.Recipes.Pictures;

/// <summary>The first network of every textbook: two hidden layers of 64.</summary>
public sealed class MnistMlp : PictureRecipe
{
    /// <inheritdoc/>
    public override string Name => "mnist-mlp";

    /// <inheritdoc/>
    public override string Task => "classify 28×28 handwritten digits";

    /// <inheritdoc/>
    public override string Data => "mnist";

    /// <inheritdoc/>
    public override double Target => 0.97;

    /// <inheritdoc/>
    public override string Source => "a target of this project for the textbook network; data of LeCun et al. (1998)";

    /// <inheritdoc/>
    public override double Minutes => 0.2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 5, BatchSize = 32, LearningRate = 1.5e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 3, Limit = 6000 }, Margin: 0.6);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Flatten(),
        new Linear(784, 64),
        new Relu(),
        new Linear(64, 64),
        new Relu(),
        new Linear(64, 10));

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run) => PictureData.Of(Mnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
}
