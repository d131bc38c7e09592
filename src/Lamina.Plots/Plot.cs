using Lamina.Plots.Series;

namespace Lamina.Plots;

/// <summary>Lines, points and bars between two axes, with a legend of what has a name.</summary>
/// <remarks>
/// Axes end at round values that enclose the data unless <see cref="Axis.Min"/> and <see cref="Axis.Max"/> say otherwise. NaN, infinities and,
/// on logarithmic axes, values of 0 and less are left out: a line has a gap there.
/// </remarks>
public sealed partial class Plot : Figure
{
    readonly List<PlotSeries> _series = [];
    int _colours;

    /// <summary>An empty plot.</summary>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <param name="xLabel">What is measured to the right.</param>
    /// <param name="yLabel">What is measured upwards.</param>
    public Plot(string title = "", string xLabel = "", string yLabel = "")
    {
        (Title, XAxis.Label, YAxis.Label) = (title, xLabel, yLabel);
    }

    /// <summary>The axis to the right.</summary>
    public Axis XAxis { get; } = new();

    /// <summary>The axis upwards.</summary>
    public Axis YAxis { get; } = new();

    /// <summary>Whether names are shown in a legend; true unless told otherwise.</summary>
    public bool HasLegend { get; set; } = true;

    /// <summary>Adds a line through the places (1, y₁), (2, y₂) …, such as a value for each epoch.</summary>
    /// <returns>This plot.</returns>
    public Plot Line(string? name, IReadOnlyList<double> ys, Colour? colour = null, LineStyle style = LineStyle.Solid, double thickness = 1.8)
    {
        ArgumentNullException.ThrowIfNull(ys);
        return Line(name, [.. Enumerable.Range(1, ys.Count).Select(x => (double)x)], ys, colour, style, thickness);
    }

    /// <summary>Adds a line.</summary>
    /// <param name="name">What the legend says; null to stay out of it.</param>
    /// <param name="xs">Values along the x axis.</param>
    /// <param name="ys">Values along the y axis, as many.</param>
    /// <param name="colour">Null for the next colour of the <see cref="Palette"/>.</param>
    /// <param name="style">Drawn through unless told otherwise.</param>
    /// <param name="thickness">In units of the figure's size.</param>
    /// <returns>This plot.</returns>
    /// <exception cref="ArgumentException">There are more or fewer values along one axis than along the other.</exception>
    public Plot Line(string? name, IReadOnlyList<double> xs, IReadOnlyList<double> ys, Colour? colour = null, LineStyle style = LineStyle.Solid, double thickness = 1.8) =>
        Add(new LineSeries(name, xs, ys, colour ?? Next(), style, thickness));

    /// <summary>Adds single points.</summary>
    /// <inheritdoc cref="Line(string?, IReadOnlyList{double}, IReadOnlyList{double}, Colour?, LineStyle, double)"/>
    /// <param name="name"></param>
    /// <param name="xs"></param>
    /// <param name="ys"></param>
    /// <param name="colour"></param>
    /// <param name="marker">Their shape.</param>
    /// <param name="size">Their width.</param>
    public Plot Points(string? name, IReadOnlyList<double> xs, IReadOnlyList<double> ys, Colour? colour = null, Marker marker = Marker.Disc, double size = 5) =>
        Add(new PointSeries(name, xs, ys, colour ?? Next(), marker, size));

    /// <summary>Adds a bar for each value, around the places 0, 1, 2 …; <see cref="Axis.Categories"/> names them.</summary>
    /// <param name="name">What the legend says; null to stay out of it.</param>
    /// <param name="heights">One for each bar.</param>
    /// <param name="colour">Null for the next colour of the <see cref="Palette"/>.</param>
    /// <returns>This plot.</returns>
    public Plot Bars(string? name, IReadOnlyList<double> heights, Colour? colour = null)
    {
        ArgumentNullException.ThrowIfNull(heights);
        return Add(new BarSeries(name, [.. heights.Select((_, i) => i - 0.4)], [.. heights.Select((_, i) => i + 0.4)], heights, colour ?? Next()));
    }

    /// <summary>Adds bars between edges, as of a histogram.</summary>
    /// <param name="name">What the legend says; null to stay out of it.</param>
    /// <param name="edges">Where bars begin and end, one more than there are bars.</param>
    /// <param name="heights">One for each bar.</param>
    /// <param name="colour">Null for the next colour of the <see cref="Palette"/>.</param>
    /// <returns>This plot.</returns>
    /// <exception cref="ArgumentException">There is not one edge more than there are bars.</exception>
    public Plot Bars(string? name, IReadOnlyList<double> edges, IReadOnlyList<double> heights, Colour? colour = null)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(heights);
        if (edges.Count != heights.Count + 1)
            throw new ArgumentException($"{heights.Count} bars have {heights.Count + 1} edges; got {edges.Count}.", nameof(edges));
        return Add(new BarSeries(name, [.. edges.SkipLast(1)], [.. edges.Skip(1)], heights, colour ?? Next()));
    }

    Plot Add(PlotSeries series)
    {
        ArgumentNullException.ThrowIfNull(series.Xs);
        ArgumentNullException.ThrowIfNull(series.Ys);
        if (series.Xs.Count != series.Ys.Count)
            throw new ArgumentException($"Each place has an x and a y; got {series.Xs.Count} of the one and {series.Ys.Count} of the other.", nameof(series));
        _series.Add(series);
        return this;
    }

    Colour Next() => Palette.Of(_colours++);
}
