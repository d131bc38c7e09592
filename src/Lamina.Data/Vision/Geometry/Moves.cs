using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Samples cut, resized and mirrored: picture, mask and boxes together.</summary>
internal static class Moves
{
    /// <summary>The part from (left, top) on; it may reach over the border. The mask is 0 there, or repeated as the picture is.</summary>
    public static PictureSample Cropped(this PictureSample sample, int left, int top, PictureSize size, PadMode mode = PadMode.Constant, byte fill = 0) => sample.Moved(
        Window.Cut(sample.Picture, left, top, size.Width, size.Height, mode, fill),
        mask => Window.Cut(mask, left, top, size.Width, size.Height, mode),
        box => box.Within(sample.Picture.Width, sample.Picture.Height).Placed(-left, -top));

    public static PictureSample Resized(this PictureSample sample, PictureSize size, InterpolationMode mode)
    {
        double across = (double)size.Width / sample.Picture.Width, down = (double)size.Height / sample.Picture.Height;
        return sample.Moved(
            Resizing.Run(sample.Picture, size.Width, size.Height, mode),
            mask => Resizing.Run(mask, size.Width, size.Height, InterpolationMode.NearestExact),
            box => box.Placed(0, 0, across, down));
    }

    public static PictureSample FlippedHorizontally(this PictureSample sample)
    {
        int width = sample.Picture.Width;
        return sample.Moved(Window.FlipHorizontally(sample.Picture), Window.FlipHorizontally, box => box with { X1 = width - box.X2, X2 = width - box.X1 });
    }

    public static PictureSample FlippedVertically(this PictureSample sample)
    {
        int height = sample.Picture.Height;
        return sample.Moved(Window.FlipVertically(sample.Picture), Window.FlipVertically, box => box with { Y1 = height - box.Y2, Y2 = height - box.Y1 });
    }

    /// <summary>The sample under an affine or projective map, in a picture of the same size.</summary>
    public static PictureSample Warped(this PictureSample sample, Projective forward, InterpolationMode mode, byte fill) =>
        Warp.Sample(sample, new ProjectiveMap(forward), sample.Picture.Width, sample.Picture.Height, mode, fill);

    /// <summary>A rotation and what goes with it around the middle of the picture.</summary>
    public static Projective AroundMiddle(this Picture picture, Projective map) => map.Around(picture.Width / 2.0, picture.Height / 2.0);
}
