using Lamina.Data;
using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Recipes.Pictures;

/// <summary>LeNet-5 with stochastic gradient descent and momentum; its first convolution pads pictures to 32×32.</summary>
public sealed class MnistLeNet : PictureRecipe
{
    /// <inheritdoc/>
    public override string Name => "mnist-lenet";

    /// <inheritdoc/>
    public override string Task => "classify 28×28 handwritten digits";

    /// <inheritdoc/>
    public override string Data => "mnist";

    /// <inheritdoc/>
    public override double Target => 0.989;

    /// <inheritdoc/>
    public override string Source => "a target of this project, a little below what LeCun et al. (1998) report of LeNet-5";

    /// <inheritdoc/>
    public override double Minutes => 2;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 12, BatchSize = 64, LearningRate = 0.03 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 4, Limit = 6000, BatchSize = 32 }, Margin: 0.6);

    /// <inheritdoc/>
    public override Module<Tensor, Tensor> BuildModule() => new LeNet5(padding: 2);

    /// <inheritdoc/>
    public override Optimizer BuildOptimizer(RecipeSettings settings) => new Sgd(settings.LearningRate, momentum: 0.9);

    /// <inheritdoc/>
    public override PictureData Open(RecipeRun run) => PictureData.Of(Mnist.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation));
}
