using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>A picture with what is known of it: its class, boxes around things in it, the class of each of its pixels. Transforms move all of them together.</summary>
/// <remarks>Immutable by agreement: a transform gives another sample and leaves pixels of the one it got as they are.</remarks>
/// <param name="Picture">The picture.</param>
/// <param name="Label">The number of its class; null where it has none.</param>
public sealed record PictureSample(Picture Picture, int? Label = null)
{
    /// <summary>Boxes around things in the picture, in its pixels; none by default.</summary>
    public IReadOnlyList<PictureBox> Boxes { get; init; } = [];

    /// <summary>The class of each pixel: a picture of one channel, as wide and high as <see cref="Picture"/>; null where there is none.</summary>
    public Picture? Mask { get; init; }

    /// <summary>Where the sample comes from, for errors: a path, or a number in a set.</summary>
    public string Source { get; init; } = "";

    /// <summary>The sample seen through another geometry.</summary>
    /// <param name="picture">The picture as it is then.</param>
    /// <param name="moveMask">Does to the mask what was done to the picture; not called where there is none.</param>
    /// <param name="moveBox">Where a box then lies; it is cut at the picture's border, and left out if nothing remains.</param>
    internal PictureSample Moved(Picture picture, Func<Picture, Picture> moveMask, Func<PictureBox, PictureBox> moveBox)
    {
        if (Mask is null && Boxes.Count == 0)
            return this with { Picture = picture };
        if (Mask is { } mask && (mask.Channels != 1 || mask.Width != Picture.Width || mask.Height != Picture.Height))
            throw new ShapeException($"The mask of a sample{(Source.Length > 0 ? $" ({Source})" : "")} is {mask.Width}×{mask.Height} with {mask.Channels} channels, its picture {Picture.Width}×{Picture.Height}. A mask has one channel and the size of its picture.");
        return this with
        {
            Picture = picture,
            Mask = Mask is null ? null : moveMask(Mask),
            Boxes = [.. Boxes.Select(box => moveBox(box).Within(picture.Width, picture.Height)).Where(box => box.Area > 0)],
        };
    }
}
