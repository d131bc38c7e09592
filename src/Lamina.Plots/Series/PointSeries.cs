using Lamina.Plots.Scenes;

namespace Lamina.Plots.Series;

/// <summary>Single places.</summary>
internal sealed record PointSeries(string? Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, Colour Colour, Marker Marker, double Size) : PlotSeries(Name, Xs, Ys, Colour)
{
    public override void Draw(Scene scene, Projection projection)
    {
        for (int i = 0; i < Xs.Count; i++)
        {
            if (projection.Takes(Xs[i], Ys[i]))
                Draw(scene, "point", projection.At(Xs[i], Ys[i]), Size / 2);
        }
    }

    public override void DrawKey(Scene scene, Spot centre) => Draw(scene, "key", centre, Math.Max(Size / 2, 3));

    void Draw(Scene scene, string role, Spot at, double half)
    {
        switch (Marker)
        {
            case Marker.Square:
                scene.Area(role, new Frame(at.X - half, at.Y - half, 2 * half, 2 * half), Colour);
                break;
            case Marker.Triangle:
                scene.Area(role, [new(at.X, at.Y - (1.2 * half)), new(at.X + (1.1 * half), at.Y + (0.8 * half)), new(at.X - (1.1 * half), at.Y + (0.8 * half))], Colour);
                break;
            case Marker.Diamond:
                double reach = 1.3 * half;
                scene.Area(role, [new(at.X, at.Y - reach), new(at.X + reach, at.Y), new(at.X, at.Y + reach), new(at.X - reach, at.Y)], Colour);
                break;
            default:
                scene.Disc(role, at, half, Colour);
                break;
        }
    }
}
