using Lamina.Models.Vision;
using Lamina.NN;

namespace Lamina.Models.Detection;

/// <summary>What is said of each place of one level: [N, C, h, w] → [N, h·w, classes + 5].</summary>
internal sealed class FcosHead : Layer<Tensor, Tensor>
{
    // A class is at few places: so the loss of the many others does not begin high. Lin et al., Focal loss (2017), section 4.1.
    const double Prior = 0.01;

    // Distances begin at e^1.2 = 3.3 steps of the grid, and end at e^5 = 148.
    const double FirstDistance = 1.2, MostDistance = 5, WeightDeviation = 0.01;

    readonly Sequential _shared, _classTower, _boxTower;
    readonly Conv2d _classes, _distances, _centerness;
    readonly int _stride;

    public FcosHead(int channels, int classes, int stride)
    {
        _shared = Tower(channels);
        _classTower = Tower(channels);
        _boxTower = Tower(channels);
        _classes = Output(channels, classes, -Math.Log((1 - Prior) / Prior));
        _distances = Output(channels, 4, FirstDistance);
        _centerness = Output(channels, 1, 0);
        _stride = stride;
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        x = _shared.Forward(x);
        Tensor box = _boxTower.Forward(x);
        Tensor distances = _distances.Forward(box).Clamp(max: MostDistance).Exp() * _stride;
        Tensor all = Tensor.Concatenate([_classes.Forward(_classTower.Forward(x)), distances, _centerness.Forward(box)], 1);
        return all.Flatten(2).Transpose(1, 2);
    }

    static Sequential Tower(int channels) => [ResidualStart.Conv(channels, channels, 3, 1), new BatchNorm2d(channels), new Relu()];

    static Conv2d Output(int channels, int outputs, double bias)
    {
        Conv2d conv = new(channels, outputs, 3, padding: 1);
        Init.Fill(conv.Weight, (shape, dtype, generator) => Init.Normal(shape, 0, WeightDeviation, dtype, generator));
        Init.Fill(conv.Bias!, Init.Constant(bias));
        return conv;
    }
}
