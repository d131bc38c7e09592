using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A part of the picture at a drawn place, of the picture with a border around it if asked; torchvision's <c>RandomCrop</c>.</summary>
/// <remarks><c>new RandomCrop(32, padding: 4)</c> is what CIFAR-10 is trained with. A mask gets zeros where a constant border is, boxes are cut.</remarks>
public sealed class RandomCrop : IPictureTransform
{
    readonly PictureSize _size;
    readonly int _padding;
    readonly PadMode _mode;
    readonly byte _fill;
    readonly bool _padIfNeeded;

    /// <summary>A crop at a drawn place.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="padding">Pixels of border on each side, before the place is drawn.</param>
    /// <param name="mode">What stands in the border; a constant by default.</param>
    /// <param name="fill">Every sample of a constant border.</param>
    /// <param name="padIfNeeded">Whether a picture that is too small gets a border that is large enough; otherwise it is an error.</param>
    /// <exception cref="ArgumentOutOfRangeException">The border is negative.</exception>
    public RandomCrop(PictureSize size, int padding = 0, PadMode mode = PadMode.Constant, byte fill = 0, bool padIfNeeded = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        (_size, _padding, _mode, _fill, _padIfNeeded) = (size, padding, mode, fill, padIfNeeded);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">The picture with its border is smaller than the crop.</exception>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        int across = Border(picture.Width, _size.Width), down = Border(picture.Height, _size.Height);
        int left = picture.Width + (2 * across) - _size.Width, top = picture.Height + (2 * down) - _size.Height;
        if (left < 0 || top < 0)
        {
            throw new ShapeException(
                $"`RandomCrop` takes {_size.Height} rows and {_size.Width} columns, but the picture{(sample.Source.Length > 0 ? $" {sample.Source}" : "")} has {picture.Height} and {picture.Width}, " +
                $"with {_padding} of border on each side. Resize it before, or set `padIfNeeded`.");
        }

        return sample.Cropped(draws.Below(left + 1) - across, draws.Below(top + 1) - down, _size, _mode, _fill);
    }

    int Border(int whole, int part) => _padIfNeeded && whole + (2 * _padding) < part ? part - whole - _padding : _padding;
}
