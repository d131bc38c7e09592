using Lamina.Imaging;
using Lamina.Plots.Raster;
using Lamina.Plots.Scenes;

namespace Lamina.Plots;

/// <summary>Something drawn: one description, written as SVG (vectors, for documents) or PNG (pixels).</summary>
/// <remarks>
/// In an SVG, text is set in the viewer's sans-serif; in a PNG, in a font of this library's own, with glyphs for ASCII. What it lacks is drawn as a box.
/// </remarks>
public abstract class Figure
{
    /// <summary>What stands above; empty for no title.</summary>
    public string Title { get; set; } = "";

    /// <summary>Width in pixels; 640 unless told otherwise or set by the content.</summary>
    public int Width { get; set; } = 640;

    /// <summary>Height in pixels; 400 unless told otherwise or set by the content.</summary>
    public int Height { get; set; } = 400;

    /// <summary>The figure as text in the format SVG 1.1.</summary>
    public string ToSvg() => SvgWriter.Write(Compose(), Title);

    /// <summary>The figure as pixels, in red, green and blue.</summary>
    /// <param name="scale">Pixels for each unit of <see cref="Width"/> and <see cref="Height"/>, such as 2 for fine screens; 0.1 to 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is out of its range.</exception>
    public Picture ToPicture(double scale = 1)
    {
        if (!(scale is >= 0.1 and <= 16))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "A figure is drawn at a scale of 0.1 to 16.");
        return Rasterizer.Draw(Compose(), scale);
    }

    /// <summary>Writes the figure to a file. The folder must exist; a file of that name is replaced.</summary>
    /// <param name="path">A name that ends in <c>.svg</c> or <c>.png</c>.</param>
    /// <param name="scale">Pixels for each unit of size, for PNG.</param>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg":
                File.WriteAllText(path, ToSvg());
                break;
            case ".png":
                Png.Write(ToPicture(scale), path);
                break;
            default:
                throw new ArgumentException($"A figure is written as .svg or .png; got '{path}'.", nameof(path));
        }
    }

    /// <summary>The figure as an SVG, so that notebooks and logs can show it.</summary>
    public override string ToString() => ToSvg();

    internal abstract Scene Compose();
}
