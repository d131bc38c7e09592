using Lamina.Plots.Scenes;

namespace Lamina.Plots.Raster;

/// <summary>Cuts a line into dashes.</summary>
internal static class Dashes
{
    /// <summary>Lengths of a dash and of the gap after it; round ends make dashes longer by the thickness.</summary>
    public static double[] Pattern(LineStyle style, double thickness) => style switch
    {
        LineStyle.Dashed => [5, 2.5 + thickness],
        LineStyle.Dotted => [0.01, 1.5 + thickness],
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, "Only dashed and dotted lines have gaps."),
    };

    /// <summary>The dashes along a line, each with its bends.</summary>
    public static IEnumerable<List<Spot>> Cut(IReadOnlyList<Spot> spots, double[] pattern)
    {
        int phase = 0;
        double left = pattern[0];
        List<Spot> dash = [spots[0]];
        for (int i = 1; i < spots.Count; i++)
        {
            Spot from = spots[i - 1], to = spots[i];
            double length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
            double done = 0;
            while (length - done > left)
            {
                done += left;
                Spot at = new(from.X + ((to.X - from.X) * done / length), from.Y + ((to.Y - from.Y) * done / length));
                if (phase == 0)
                {
                    dash.Add(at);
                    yield return dash;
                }

                phase = 1 - phase;
                left = pattern[phase];
                dash = [at];
            }

            left -= length - done;
            dash.Add(to);
        }

        if (phase == 0 && dash.Count > 1)
            yield return dash;
    }
}
