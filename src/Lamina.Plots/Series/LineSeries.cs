using Lamina.Plots.Scenes;

namespace Lamina.Plots.Series;

/// <summary>A line through places, broken where one is missing.</summary>
internal sealed record LineSeries(string? Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, Colour Colour, LineStyle Style, double Thickness) : PlotSeries(Name, Xs, Ys, Colour)
{
    public override void Draw(Scene scene, Projection projection)
    {
        List<Spot> piece = [];
        for (int i = 0; i <= Xs.Count; i++)
        {
            if (i < Xs.Count && projection.Takes(Xs[i], Ys[i]))
            {
                piece.Add(projection.At(Xs[i], Ys[i]));
                continue;
            }

            if (piece.Count == 1)
                scene.Disc("line", piece[0], Thickness, Colour);
            else if (piece.Count > 1)
                scene.Stroke("line", Thinned(piece), Colour, Thickness, Style);
            piece = [];
        }
    }

    public override void DrawKey(Scene scene, Spot centre) =>
        scene.Line("key", centre.X - 9, centre.Y, centre.X + 9, centre.Y, Colour, Math.Max(Thickness, 1.6), Style);

    // Of many spots above each other the first, the highest, the lowest and the last look the same as all.
    static List<Spot> Thinned(List<Spot> spots)
    {
        if (spots.Count < 4000)
            return spots;
        List<Spot> kept = [];
        for (int i = 0; i < spots.Count;)
        {
            int end = i + 1, high = i, low = i;
            for (; end < spots.Count && Math.Floor(spots[end].X) == Math.Floor(spots[i].X); end++)
            {
                high = spots[end].Y < spots[high].Y ? end : high;
                low = spots[end].Y > spots[low].Y ? end : low;
            }

            kept.AddRange(new SortedSet<int> { i, high, low, end - 1 }.Select(at => spots[at]));
            i = end;
        }

        return kept;
    }
}
