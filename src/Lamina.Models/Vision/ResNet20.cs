using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>
/// ResNet-20 for small pictures such as CIFAR's: [N, 3, 32, 32] → [N, classes]. Three stages of three blocks with 16, 32 and 64 channels.
/// For 10 classes 269,722 parameters with the paper's shortcuts without parameters (option A), 272,474 with projections (option B).
/// </summary>
/// <remarks>
/// Convolutions begin with He's normal numbers.
/// <b>Source:</b> He, Zhang, Ren and Sun, Deep residual learning for image recognition (2015), section 4.2, n = 3.
/// </remarks>
/// <param name="classes">Number of classes.</param>
/// <param name="projection">True for shortcuts by 1×1 convolutions where the size changes (option B), false for the paper's option A.</param>
public sealed class ResNet20(int classes = 10, bool projection = false) : Module<Tensor, Tensor>
{
    readonly Conv2d _conv1 = ResidualStart.Conv(3, 16, 3, 1);
    readonly BatchNorm2d _bn1 = new(16);
    readonly Sequential _layer1 = ResidualStart.Stage(3, 16, 16, 1, projection);
    readonly Sequential _layer2 = ResidualStart.Stage(3, 16, 32, 2, projection);
    readonly Sequential _layer3 = ResidualStart.Stage(3, 32, 64, 2, projection);
    readonly Linear _fc = new(64, classes);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        x = _bn1.Forward(_conv1.Forward(x)).Relu();
        x = _layer3.Forward(_layer2.Forward(_layer1.Forward(x)));
        return _fc.Forward(x.Mean(2, 3));
    }
}
