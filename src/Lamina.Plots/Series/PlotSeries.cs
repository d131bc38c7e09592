using Lamina.Plots.Scenes;

namespace Lamina.Plots.Series;

/// <summary>What a plot shows between its axes: places, and how they are drawn.</summary>
internal abstract record PlotSeries(string? Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, Colour Colour)
{
    /// <summary>The places to make room for.</summary>
    public virtual IEnumerable<(double X, double Y)> Places => Xs.Zip(Ys);

    public abstract void Draw(Scene scene, Projection projection);

    /// <summary>The sign in front of the name in the legend, around a spot.</summary>
    public abstract void DrawKey(Scene scene, Spot centre);
}
