using Lamina.Data;
using Lamina.NN;

namespace Lamina.Recipes.Pictures;

/// <summary>One convolution of 32 filters, max pooling and a dense layer of 128: the Keras tutorial's network.</summary>
public sealed class MnistCnn : PictureRecipe
{
    /// <inheritdoc/>
    public override string Name => "mnist-cnn";

    /// <inheritdoc/>
    public override string Task => "classify 28×28 handwritten digits";

    /// <inheritdoc/>
    public override string Data => "mnist";

    /// <inheritdoc/>
    public override double Target => 0.986;

    /// <inheritdoc/>
    public override string Source => "a target of this project for the Keras tutorial network; data of LeCun et al. (1998)";

    /// <inheritdoc/>
    public override double Minutes => 2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 10, BatchSize = 64, LearningRate = 1e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 2, Limit = 4000 }, Margin: 0.6);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Conv2d(1, 32, 3),
        new Relu(),
        new MaxPool2d(2),
        new Flatten(),
        new Linear(32 * 13 * 13, 128),
        new Relu(),
        new Linear(128, 10));

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run) => PictureData.Of(Mnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
}
