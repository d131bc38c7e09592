using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.NN;

namespace Lamina.Recipes.Pictures;

/// <summary>
/// One network that reads MNIST about as well as single networks do: four convolutions with batch normalization and dropout, on digits that are moved, turned, stretched and bent anew in each
/// epoch. No ensemble, and no augmentation in the test.
/// </summary>
public sealed class MnistCnnBest : PictureRecipe
{
    /// <inheritdoc/>
    public override string Name => "mnist-cnn-best";

    /// <inheritdoc/>
    public override string Task => "classify 28×28 handwritten digits, few of them wrong";

    /// <inheritdoc/>
    public override string Data => "mnist";

    /// <inheritdoc/>
    public override double Target => 0.9955;

    /// <inheritdoc/>
    public override string Source => "a target of this project for one network without an ensemble; elastic distortions as in Simard, Steinkraus, Platt (2003), whose network has 99.6 %";

    /// <inheritdoc/>
    public override double Minutes => 22;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 20, BatchSize = 128, LearningRate = 3e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 3, Limit = 2000, BatchSize = 32 }, Margin: 0.7);

    /// <inheritdoc/>
    public override IReadOnlyList<IPictureTransform> Augmentation { get; } =
    [
        new RandomAffine(10, translate: (0.08, 0.08), scale: (0.9, 1.1), mode: InterpolationMode.Linear),
        new RandomApply(0.5, new ElasticTransform(alpha: 40, sigma: 4)),
    ];

    /// <inheritdoc/>
    public override Optimizer BuildOptimizer(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new AdamW(settings.LearningRate, weightDecay: 0.02);
    }

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new Sequential(
        new Conv2d(1, 32, 3), new BatchNorm2d(32), new Relu(),
        new Conv2d(32, 32, 3), new BatchNorm2d(32), new Relu(),
        new MaxPool2d(2), new Dropout(0.2),
        new Conv2d(32, 64, 3, padding: 1), new BatchNorm2d(64), new Relu(),
        new Conv2d(64, 64, 3), new BatchNorm2d(64), new Relu(),
        new MaxPool2d(2), new Dropout(0.3),
        new Flatten(),
        new Linear(64 * 25, 256), new BatchNorm1d(256), new Relu(), new Dropout(0.4),
        new Linear(256, 10));

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return PictureData.Of(Mnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
    }
}
