using Lamina.Plots.Scenes;

namespace Lamina.Plots.Series;

/// <summary>From values to spots in the area between the axes.</summary>
internal sealed record Projection(Frame Area, Axis XAxis, Ticks XTicks, Axis YAxis, Ticks YTicks)
{
    public double X(double value) => Area.X + (Area.Width * Share(value, XAxis, XTicks));

    public double Y(double value) => Area.Bottom - (Area.Height * Share(value, YAxis, YTicks));

    public Spot At(double x, double y) => new(X(x), Y(y));

    public bool Takes(double x, double y) => XAxis.Takes(x) && YAxis.Takes(y);

    // Far outside of the axes is as good as outside: no viewer needs to know coordinates in millions.
    static double Share(double value, Axis axis, Ticks ticks) => Math.Clamp(
        axis.Scale == AxisScale.Linear
            ? (value - ticks.Min) / (ticks.Max - ticks.Min)
            : Math.Log(value / ticks.Min) / Math.Log(ticks.Max / ticks.Min),
        -10, 10);
}
