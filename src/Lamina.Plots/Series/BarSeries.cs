using Lamina.Plots.Scenes;

namespace Lamina.Plots.Series;

/// <summary>Bars that stand on 0, or on the axis where it has no 0; each from its left to its right along the x axis.</summary>
internal sealed record BarSeries(string? Name, IReadOnlyList<double> Left, IReadOnlyList<double> Right, IReadOnlyList<double> Ys, Colour Colour) : PlotSeries(Name, Left, Ys, Colour)
{
    public override IEnumerable<(double X, double Y)> Places =>
        Left.Zip(Ys).Concat(Right.Zip(Ys)).Concat(Left.Take(1).Select(left => (left, 0.0)));

    public override void Draw(Scene scene, Projection projection)
    {
        double ground = projection.YAxis.Takes(0) ? Math.Clamp(projection.Y(0), projection.Area.Y, projection.Area.Bottom) : projection.Area.Bottom;
        for (int i = 0; i < Ys.Count; i++)
        {
            if (!projection.Takes(Left[i], Ys[i]) || !projection.XAxis.Takes(Right[i]))
                continue;
            double left = projection.X(Left[i]), right = projection.X(Right[i]), top = projection.Y(Ys[i]);
            double gap = Math.Min(1, (right - left) / 10);
            scene.Area("bar", new Frame(left + (gap / 2), Math.Min(top, ground), right - left - gap, Math.Abs(ground - top)), Colour);
        }
    }

    public override void DrawKey(Scene scene, Spot centre) => scene.Area("key", new Frame(centre.X - 6, centre.Y - 5, 12, 10), Colour);
}
