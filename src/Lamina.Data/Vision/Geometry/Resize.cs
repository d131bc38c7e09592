using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A picture of another size; torchvision's <c>Resize</c> with antialiasing.</summary>
/// <remarks>
/// Linear and cubic take every pixel into account when a picture becomes smaller, and are the same bytes as Pillow's. A mask takes the pixel in the middle; boxes
/// are stretched.
/// </remarks>
public sealed class Resize : IPictureTransform
{
    readonly PictureSize? _size;
    readonly int _shorter, _longest;
    readonly InterpolationMode _mode;

    /// <summary>To an exact size; the picture may be stretched.</summary>
    /// <param name="size">Rows and columns.</param>
    /// <param name="mode">Linear by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The mode is none for pictures.</exception>
    public Resize(PictureSize size, InterpolationMode mode = InterpolationMode.Linear) => (_size, _mode) = (size, Resizing.Checked(mode));

    /// <summary>To a size whose shorter side is given; the picture keeps its shape.</summary>
    /// <param name="shorterSide">Pixels.</param>
    /// <param name="longestSide">The longer side becomes no longer than this, and the shorter one shorter then; null for any length.</param>
    /// <param name="mode">Linear by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is below 1, or the mode is none for pictures.</exception>
    public Resize(int shorterSide, int? longestSide = null, InterpolationMode mode = InterpolationMode.Linear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shorterSide, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(longestSide ?? int.MaxValue, shorterSide, nameof(longestSide));
        (_shorter, _longest, _mode) = (shorterSide, longestSide ?? int.MaxValue, Resizing.Checked(mode));
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return sample.Resized(_size ?? SizeFor(sample.Picture), _mode);
    }

    PictureSize SizeFor(Picture picture)
    {
        int lesser = Math.Min(picture.Width, picture.Height), greater = Math.Max(picture.Width, picture.Height);
        long shorter = _shorter, longer = (long)_shorter * greater / lesser;
        if (longer > _longest)
            (shorter, longer) = (Math.Max((long)_longest * shorter / longer, 1), _longest);
        return picture.Width < picture.Height ? ((int)longer, (int)shorter) : ((int)shorter, (int)longer);
    }
}
