using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A border around a picture; torchvision's <c>Pad</c>.</summary>
public sealed class Pad : IPictureTransform
{
    readonly int _left, _top, _right, _bottom;
    readonly PadMode _mode;
    readonly byte _fill;

    /// <summary>The same border on all sides.</summary>
    /// <param name="padding">Pixels on each side.</param>
    /// <param name="mode">What stands there; a constant by default.</param>
    /// <param name="fill">Every sample of a constant border.</param>
    /// <exception cref="ArgumentOutOfRangeException">A border is negative.</exception>
    public Pad(int padding, PadMode mode = PadMode.Constant, byte fill = 0)
        : this(padding, padding, padding, padding, mode, fill)
    {
    }

    /// <summary>A border for each side.</summary>
    /// <param name="left">Pixels.</param>
    /// <param name="top">Pixels.</param>
    /// <param name="right">Pixels.</param>
    /// <param name="bottom">Pixels.</param>
    /// <param name="mode">What stands there; a constant by default.</param>
    /// <param name="fill">Every sample of a constant border.</param>
    /// <exception cref="ArgumentOutOfRangeException">A border is negative.</exception>
    public Pad(int left, int top, int right, int bottom, PadMode mode = PadMode.Constant, byte fill = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        ArgumentOutOfRangeException.ThrowIfNegative(bottom);
        (_left, _top, _right, _bottom, _mode, _fill) = (left, top, right, bottom, mode, fill);
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        return sample.Cropped(-_left, -_top, (picture.Height + _top + _bottom, picture.Width + _left + _right), _mode, _fill);
    }
}
