namespace Lamina.Data.Vision;

/// <summary>A picture whose every pixel is taken from a place of its own nearby.</summary>
/// <param name="width">Columns.</param>
/// <param name="height">Rows.</param>
/// <param name="x">How far to the right of each pixel its source lies, height × width.</param>
/// <param name="y">How far below.</param>
internal readonly struct DisplacementMap(int width, int height, float[] x, float[] y) : IPictureMap
{
    // Halves the error each time where neighbours move by less than half their distance apart.
    const int Steps = 12;

    public (double X, double Y) Source(double x1, double y1)
    {
        int at = (Math.Clamp((int)y1, 0, height - 1) * width) + Math.Clamp((int)x1, 0, width - 1);
        return (x1 + x[at], y1 + y[at]);
    }

    // The point whose source this is, by walking towards it: there is no formula for the way back.
    public (double X, double Y) Target(double x1, double y1)
    {
        (double X, double Y) target = (x1, y1);
        for (int i = 0; i < Steps; i++)
        {
            (double sourceX, double sourceY) = Source(target.X, target.Y);
            target = (target.X + x1 - sourceX, target.Y + y1 - sourceY);
        }

        return target;
    }
}
