using Lamina.NN;

namespace Lamina.Models.Vision;

/// <summary>
/// The block of two 3×3 convolutions of the smaller residual networks: relu(f(x) + shortcut(x)). Where the block changes the size,
/// the shortcut is a strided 1×1 convolution with batch normalization (option B of the paper), or takes every second pixel and puts
/// channels of zeros around (option A), which has no parameters. Keys as torchvision's: conv1, bn1, conv2, bn2, downsample.
/// </summary>
internal sealed class BasicBlock : Layer<Tensor, Tensor>
{
    readonly Conv2d _conv1;
    readonly BatchNorm2d _bn1;
    readonly Conv2d _conv2;
    readonly BatchNorm2d _bn2;
    readonly Sequential? _downsample;
    readonly int _stride, _padding;

    public BasicBlock(int inChannels, int channels, int stride, bool projection)
    {
        _conv1 = ResidualStart.Conv(inChannels, channels, 3, stride);
        _bn1 = new BatchNorm2d(channels);
        _conv2 = ResidualStart.Conv(channels, channels, 3, 1);
        _bn2 = new BatchNorm2d(channels);
        (_stride, _padding) = (stride, (channels - inChannels) / 2);
        if (projection && (stride > 1 || channels != inChannels))
            _downsample = [ResidualStart.Conv(inChannels, channels, 1, stride), new BatchNorm2d(channels)];
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        Tensor y = _bn1.Forward(_conv1.Forward(x)).Relu();
        return (_bn2.Forward(_conv2.Forward(y)) + Shortcut(x)).Relu();
    }

    Tensor Shortcut(Tensor x)
    {
        if (_downsample is not null)
            return _downsample.Forward(x);
        if (_stride > 1)
            x = x.Slice(2, 0, null, _stride).Slice(3, 0, null, _stride);
        return _padding == 0 ? x : x.Pad(default, new PadAmount(_padding, _padding), default, default);
    }
}
