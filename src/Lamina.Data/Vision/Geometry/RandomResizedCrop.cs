using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A part of the picture of drawn size, shape and place, resized; torchvision's <c>RandomResizedCrop</c>, with which ImageNet is trained.</summary>
/// <remarks>
/// Its area is a drawn part of the picture's, its width over its height a number whose logarithm is drawn evenly; after ten that do not fit, the middle is taken.
/// <b>Source:</b> Szegedy et al.: Going deeper with convolutions (CVPR 2015).
/// </remarks>
public sealed class RandomResizedCrop : IPictureTransform
{
    const int Attempts = 10;

    readonly PictureSize _size;
    readonly (double Low, double High) _area, _ratio;
    readonly InterpolationMode _mode;

    /// <summary>A crop of drawn size.</summary>
    /// <param name="size">Rows and columns of the result.</param>
    /// <param name="area">The least and greatest part of the picture; (0.08, 1) by default.</param>
    /// <param name="ratio">The least and greatest width over height; (3/4, 4/3) by default.</param>
    /// <param name="mode">Linear by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public RandomResizedCrop(PictureSize size, (double Low, double High)? area = null, (double Low, double High)? ratio = null, InterpolationMode mode = InterpolationMode.Linear)
    {
        (_size, _area, _ratio, _mode) = (size, area ?? (0.08, 1), ratio ?? (3.0 / 4, 4.0 / 3), Resizing.Checked(mode));
        DrawnRectangle.Check(_area, _ratio);
    }

    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        (int left, int top, int width, int height) = DrawnRectangle.Draw(picture.Width, picture.Height, _area, _ratio, Attempts, ref draws) ?? Middle(picture);
        return sample.Cropped(left, top, (height, width)).Resized(_size, _mode);
    }

    (int Left, int Top, int Width, int Height) Middle(Picture picture)
    {
        double ratio = (double)picture.Width / picture.Height, wanted = Math.Clamp(ratio, _ratio.Low, _ratio.High);
        int width = ratio > wanted ? Math.Clamp((int)Math.Round(picture.Height * wanted), 1, picture.Width) : picture.Width;
        int height = ratio < wanted ? Math.Clamp((int)Math.Round(picture.Width / wanted), 1, picture.Height) : picture.Height;
        return ((picture.Width - width) / 2, (picture.Height - height) / 2, width, height);
    }
}
