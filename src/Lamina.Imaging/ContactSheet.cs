namespace Lamina.Imaging;

/// <summary>Pictures of one size laid out in rows, as samples of a generator are shown.</summary>
public static class ContactSheet
{
    /// <summary>Lays pictures out, row by row from the top left.</summary>
    /// <param name="pictures">At least one; all of one size and as many channels.</param>
    /// <param name="columns">Pictures in a row; as many as rows, or one more, if null.</param>
    /// <param name="gap">Pixels between neighbours and around all; 2 by default.</param>
    /// <param name="fill">Every sample of the gaps and of places without a picture; 128 by default. Alpha is 255.</param>
    /// <exception cref="ArgumentException">There is no picture, or they differ in size or channels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is not one column, the gap is negative, or the grid is too large for a picture.</exception>
    public static Picture Of(IReadOnlyList<Picture> pictures, int? columns = null, int gap = 2, byte fill = 128)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns ?? 1, 1, nameof(columns));
        ArgumentOutOfRangeException.ThrowIfNegative(gap);
        if (pictures.Count == 0)
            throw new ArgumentException("A grid has at least one picture; got none.", nameof(pictures));
        Picture first = pictures[0];
        if (pictures.FirstOrDefault(one => one.Width != first.Width || one.Height != first.Height || one.Channels != first.Channels) is { } other)
        {
            throw new ArgumentException(
                $"Pictures of a grid have one size; the first is {first.Width}×{first.Height} with {first.Channels} channels, another {other.Width}×{other.Height} with {other.Channels}. Bring them to one size first.",
                nameof(pictures));
        }

        int across = Math.Min(columns ?? (int)Math.Ceiling(Math.Sqrt(pictures.Count)), pictures.Count), down = (pictures.Count + across - 1) / across;
        long width = gap + ((long)across * (first.Width + gap)), height = gap + ((long)down * (first.Height + gap));
        if (width > int.MaxValue || height > int.MaxValue || width * height * first.Channels > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(pictures), pictures.Count, $"A grid of {pictures.Count} pictures {first.Width}×{first.Height} would be {width}×{height}, more than a picture can be. Lay out fewer.");
        Picture grid = new((int)width, (int)height, first.Channels);
        for (int i = 0; i < grid.Pixels.Length; i++)
            grid.Pixels[i] = first.Channels == 4 && i % 4 == 3 ? byte.MaxValue : fill;
        for (int i = 0; i < pictures.Count; i++)
        {
            int left = gap + (i % across * (first.Width + gap)), top = gap + (i / across * (first.Height + gap));
            for (int y = 0; y < first.Height; y++)
                pictures[i].Row(y).CopyTo(grid.Row(top + y)[(left * first.Channels)..]);
        }

        return grid;
    }
}
