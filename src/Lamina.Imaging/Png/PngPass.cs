namespace Lamina.Imaging;

/// <summary>One pass over the picture: all of it, or one of the seven sieves of Adam7. Passes without pixels are left out.</summary>
internal readonly record struct PngPass(int StartX, int StartY, int StepX, int StepY, int Width, int Height)
{
    static readonly (int X, int Y, int StepX, int StepY)[] adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static IEnumerable<PngPass> Of(PngHeader header)
    {
        if (!header.Interlaced)
        {
            yield return new PngPass(0, 0, 1, 1, header.Width, header.Height);
            yield break;
        }

        foreach ((int x, int y, int stepX, int stepY) in adam7)
        {
            // As long: the largest sizes plus a step would overflow.
            int width = (int)(((long)header.Width - x + stepX - 1) / stepX), height = (int)(((long)header.Height - y + stepY - 1) / stepY);
            if (width > 0 && height > 0)
                yield return new PngPass(x, y, stepX, stepY, width, height);
        }
    }
}
