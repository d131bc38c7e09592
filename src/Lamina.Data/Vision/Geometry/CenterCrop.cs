using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>The middle of a picture; what is too small is put in the middle of black. Torchvision's <c>CenterCrop</c>.</summary>
/// <param name="size">Rows and columns.</param>
public sealed class CenterCrop(PictureSize size) : IPictureTransform
{
    /// <inheritdoc/>
    public PictureSample Apply(PictureSample sample, ref Draws draws)
    {
        Picture picture = sample.Picture;
        return sample.Cropped(Start(picture.Width, size.Width), Start(picture.Height, size.Height), size);
    }

    /// <summary>Half of what is left over; where that is no whole number the even one, as in torchvision.</summary>
    static int Start(int whole, int part) => part > whole ? -((part - whole) / 2) : (int)Math.Round((whole - part) / 2.0, MidpointRounding.ToEven);
}
