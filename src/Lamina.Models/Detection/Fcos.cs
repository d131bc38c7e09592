using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Models.Detection;

/// <summary>
/// A small detector that says of every place of a grid whether it lies in the middle of an object, of what class, and how far the four sides of the box around it are:
/// [N, 3, H, W] → [N, places, classes + 5]. H and W are multiples of 16. Along the last axis stand the logits of the classes, the distances to the left, upper, right and
/// lower side in pixels, and the logit of how central the place is. Places are those of a grid of every 8th pixel, row by row, then those of every 16th; see <see cref="FcosGrid"/>.
/// </summary>
/// <remarks>
/// A residual backbone down to a sixteenth of the size; the coarse map is laid over the fine one (a feature pyramid of two levels), and each has a head of its own with batch
/// normalization, where the paper shares one with group normalization over five levels. With three classes and width 16 about 0.9 million parameters.
/// <see cref="FcosLoss"/> trains it, <see cref="FcosDecoder"/> makes boxes of what it says.
/// <b>Source:</b> Tian, Shen, Chen and He, FCOS: fully convolutional one-stage object detection (2019); Lin et al., Feature pyramid networks (2017).
/// </remarks>
public sealed class Fcos : Module<Tensor, Tensor>
{
    // Two blocks at each level that is looked at.
    const int Blocks = 2;

    readonly Conv2d _conv1;
    readonly BatchNorm2d _bn1;
    readonly Sequential _layer1, _layer2, _layer3;
    readonly Conv2d _fineLateral, _coarseLateral;
    readonly FcosHead _fineHead, _coarseHead;

    /// <summary>Makes a network with new weights.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <param name="width">Channels behind the first convolution; the stages have 2, 4 and 8 times as many.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public Fcos(int classes, int width = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        (Classes, Width) = (classes, width);
        _conv1 = ResidualStart.Conv(3, width, 3, 2);
        _bn1 = new BatchNorm2d(width);
        _layer1 = ResidualStart.Stage(1, width, 2 * width, 2, projection: true);
        _layer2 = ResidualStart.Stage(Blocks, 2 * width, 4 * width, 2, projection: true);
        _layer3 = ResidualStart.Stage(Blocks, 4 * width, 8 * width, 2, projection: true);
        _fineLateral = new Conv2d(4 * width, 4 * width, 1);
        _coarseLateral = new Conv2d(8 * width, 4 * width, 1);
        _fineHead = new FcosHead(4 * width, classes, FcosGrid.Strides[0]);
        _coarseHead = new FcosHead(4 * width, classes, FcosGrid.Strides[1]);
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Channels behind the first convolution.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x)
    {
        if (x.Rank != 4 || x.Shape[1] != 3 || x.Shape[2] % FcosGrid.SizeStep != 0 || x.Shape[3] % FcosGrid.SizeStep != 0)
            throw new ShapeException($"Fcos takes pictures [N, 3, H, W] whose H and W are multiples of {FcosGrid.SizeStep}; got {x.Spec}. Scale or pad them.");
        x = _layer1.Forward(_bn1.Forward(_conv1.Forward(x)).Relu());
        Tensor fine = _layer2.Forward(x);
        Tensor coarse = _coarseLateral.Forward(_layer3.Forward(fine));
        fine = _fineLateral.Forward(fine) + coarse.InterpolateBy(2);
        return Tensor.Concatenate([_fineHead.Forward(fine), _coarseHead.Forward(coarse)], 1);
    }
}
