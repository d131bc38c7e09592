namespace Lamina.Data.Vision;

/// <summary>Rectangles of drawn area and shape inside a picture.</summary>
internal static class DrawnRectangle
{
    /// <summary>The first of some drawn rectangles that fits, or null.</summary>
    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    /// <param name="area">Part of the picture's area, drawn evenly.</param>
    /// <param name="ratio">One side over the other, its logarithm drawn evenly.</param>
    /// <param name="attempts">How many are drawn at most.</param>
    /// <param name="draws">Where numbers come from.</param>
    public static (int Left, int Top, int Width, int Height)? Draw(
        int width, int height, (double Low, double High) area, (double Low, double High) ratio, int attempts, ref Draws draws)
    {
        for (int i = 0; i < attempts; i++)
        {
            double pixels = (double)width * height * draws.Uniform(area.Low, area.High);
            double shape = Math.Exp(draws.Uniform(Math.Log(ratio.Low), Math.Log(ratio.High)));
            int w = (int)Math.Round(Math.Sqrt(pixels * shape)), h = (int)Math.Round(Math.Sqrt(pixels / shape));
            if (w > 0 && h > 0 && w <= width && h <= height)
                return (draws.Below(width - w + 1), draws.Below(height - h + 1), w, h);
        }

        return null;
    }

    /// <exception cref="ArgumentOutOfRangeException">A range is empty, or reaches where there is nothing.</exception>
    public static void Check((double Low, double High) area, (double Low, double High) ratio)
    {
        if (!(area.Low > 0 && area.High >= area.Low && area.High <= 1))
            throw new ArgumentOutOfRangeException(nameof(area), area, "The part of a picture is a range from above 0 to 1, the lesser number first.");
        if (!(ratio.Low > 0 && ratio.High >= ratio.Low && double.IsFinite(ratio.High)))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The ratio of sides is a range above 0, the lesser number first.");
    }
}
