namespace Lamina.Cli;

/// <summary>A curve in one line of text.</summary>
static class Sparkline
{
    const string Blocks = "▁▂▃▄▅▆▇█", Plain = "_.-=+*%#";

    /// <summary>The values from the lowest to the highest in eight steps; of more than fit, means of neighbours. What is no finite number is a gap.</summary>
    /// <param name="values">The values.</param>
    /// <param name="width">The most letters.</param>
    /// <param name="unicode">False for ASCII.</param>
    public static string Of(IReadOnlyList<double> values, int width, bool unicode)
    {
        string steps = unicode ? Blocks : Plain;
        double[] points = Squeezed(values, width), finite = [.. points.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new string(' ', points.Length);
        double least = finite.Min(), range = finite.Max() - least;
        return string.Concat(points.Select(point => !double.IsFinite(point) ? ' ' : steps[range > 0 ? (int)Math.Min(7, 8 * ((point - least) / range)) : 0]));
    }

    static double[] Squeezed(IReadOnlyList<double> values, int width)
    {
        int count = Math.Min(width, values.Count);
        double[] points = new double[count];
        for (int i = 0; i < count; i++)
        {
            int first = (int)((long)i * values.Count / count), end = (int)((i + 1L) * values.Count / count);
            points[i] = Enumerable.Range(first, end - first).Average(at => values[at]);
        }

        return points;
    }
}
