using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>
/// ResNet-18 for pictures of ImageNet's size: [N, 3, 224, 224] → [N, classes]; other sizes from 32 on work too.
/// 11,689,512 parameters for 1000 classes.
/// </summary>
/// <remarks>
/// Keys as <c>torchvision.models.resnet18</c>, so that its weights load. Convolutions begin with He's normal numbers.
/// <b>Source:</b> He, Zhang, Ren and Sun, Deep residual learning for image recognition (2015), table 1, shortcuts of option B.
/// </remarks>
/// <param name="classes">Number of classes.</param>
public sealed class ResNet18(int classes = 1000) : Module<Tensor, Tensor>
{
    readonly Conv2d _conv1 = ResidualStart.Conv(3, 64, 7, 2);
    readonly BatchNorm2d _bn1 = new(64);
    readonly Sequential _layer1 = ResidualStart.Stage(2, 64, 64, 1, projection: true);
    readonly Sequential _layer2 = ResidualStart.Stage(2, 64, 128, 2, projection: true);
    readonly Sequential _layer3 = ResidualStart.Stage(2, 128, 256, 2, projection: true);
    readonly Sequential _layer4 = ResidualStart.Stage(2, 256, 512, 2, projection: true);
    readonly Linear _fc = new(512, classes);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        x = _bn1.Forward(_conv1.Forward(x)).Relu().MaxPool2d(3, 2, 1);
        x = _layer4.Forward(_layer3.Forward(_layer2.Forward(_layer1.Forward(x))));
        return _fc.Forward(x.Mean(2, 3));
    }
}
