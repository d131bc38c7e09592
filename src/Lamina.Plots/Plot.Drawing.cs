using Lamina.Plots.Scenes;
using Lamina.Plots.Series;

namespace Lamina.Plots;

public sealed partial class Plot
{
    const double Margin = 16, KeyWidth = 26, LegendLine = 18;

    internal override Scene Compose()
    {
        Scene scene = new(Width, Height);
        double top = scene.Title(Title);
        List<PlotSeries> named = HasLegend ? [.. _series.Where(series => !string.IsNullOrEmpty(series.Name))] : [];
        double legend = named.Count == 0 ? 0 : Math.Min(Width * 0.36, named.Max(series => Scene.WidthOf(series.Name!)) + KeyWidth + 14);

        double bottom = Height - 28 - (XAxis.Label.Length > 0 ? 20 : 0);
        Ticks yTicks = TicksOf(YAxis, [.. _series.SelectMany(series => series.Places).Where(Takes).Select(place => place.Y)], Math.Max(2, (int)((bottom - top) / 45)));
        double left = Margin + yTicks.Marks.Select(mark => Scene.WidthOf(mark.Text)).DefaultIfEmpty().Max() + 8 + (YAxis.Label.Length > 0 ? 18 : 0);
        double right = Width - Margin - legend;
        Ticks xTicks = TicksOf(XAxis, [.. _series.SelectMany(series => series.Places).Where(Takes).Select(place => place.X)], Math.Max(2, (int)((right - left) / RoomOfTick(XAxis))));

        // The last number at the x axis may reach half its width beyond.
        if (xTicks.Marks.Count > 0)
            right = Math.Min(right, Width - 4 - (Scene.WidthOf(xTicks.Marks[^1].Text) / 2));
        Projection projection = new(new Frame(left, top, Math.Max(10, right - left), Math.Max(10, bottom - top)), XAxis, xTicks, YAxis, yTicks);
        DrawAxes(scene, projection);
        scene.Clip = new Frame(projection.Area.X - 3, projection.Area.Y - 3, projection.Area.Width + 6, projection.Area.Height + 6);
        foreach (PlotSeries series in _series)
            series.Draw(scene, projection);
        scene.Clip = null;
        DrawLegend(scene, named, projection.Area);
        return scene;
    }

    bool Takes((double X, double Y) place) => XAxis.Takes(place.X) && YAxis.Takes(place.Y);

    static double RoomOfTick(Axis axis) => axis.Categories is { Count: > 0 } names ? Math.Clamp(names.Max(name => Scene.WidthOf(name)) + 8, 20, 90) : 70;

    static Ticks TicksOf(Axis axis, IReadOnlyList<double> values, int most)
    {
        if (axis.Categories is { } names)
            return Ticks.Named(names, most);
        bool isLinear = axis.Scale == AxisScale.Linear;
        double low = axis.Min ?? (values.Count > 0 ? values.Min() : isLinear ? 0 : 0.1);
        double high = axis.Max ?? (values.Count > 0 ? values.Max() : low + (isLinear ? 1 : low * 9));
        if (!axis.Takes(low) || !axis.Takes(high) || low > high)
            throw new ArgumentException($"The axis '{axis.Label}' cannot reach from {low} to {high}{(isLinear ? "" : " on a logarithmic scale")}. Give Min and Max that are finite and in order.");
        return isLinear
            ? Ticks.Linear(low, high, most, axis.Min is not null, axis.Max is not null)
            : Ticks.Logarithmic(low, high, most, axis.Min is not null, axis.Max is not null);
    }

    void DrawAxes(Scene scene, Projection projection)
    {
        Frame area = projection.Area;
        foreach ((double value, string text) in projection.YTicks.Marks)
        {
            double y = Sharp(projection.Y(value));
            scene.Line("grid", area.X, y, area.Right, y, Colour.Faint);
            scene.Text("tick", area.X - 7, Math.Round(y) + 4, text, TextAnchor.End);
        }

        foreach ((double value, string text) in projection.XTicks.Marks)
        {
            double x = Sharp(projection.X(value));
            if (XAxis.Categories is null)
                scene.Line("grid", x, area.Y, x, area.Bottom, Colour.Faint);
            scene.Text("tick", x, Math.Round(area.Bottom) + 17, XAxis.Categories is null ? text : Scene.Fit(text, RoomOfTick(XAxis)), TextAnchor.Middle);
        }

        scene.Line("axis", area.X, Sharp(area.Bottom), area.Right, Sharp(area.Bottom), Colour.Grey);
        scene.Text("label", area.Centre.X, Height - 12, Scene.Fit(XAxis.Label, area.Width), TextAnchor.Middle);
        scene.Text("label", 22, area.Centre.Y, Scene.Fit(YAxis.Label, area.Height), TextAnchor.Middle, isUpward: true);
    }

    void DrawLegend(Scene scene, List<PlotSeries> named, Frame area)
    {
        double left = area.Right + 14, room = Width - 6 - left - KeyWidth;
        int most = Math.Max(1, (int)(area.Height / LegendLine));
        for (int i = 0; i < named.Count && i < most; i++)
        {
            double y = Math.Round(area.Y + 8 + (i * LegendLine));
            if (i == most - 1 && named.Count > most)
            {
                scene.Text("legend", left, y + 4, $"and {named.Count - i} more");
                break;
            }

            named[i].DrawKey(scene, new Spot(left + 9, y));
            scene.Text("legend", left + KeyWidth, y + 4, Scene.Fit(named[i].Name!, room));
        }
    }

    // Thin lines in the middle of a pixel are sharp.
    static double Sharp(double at) => Math.Floor(at) + 0.5;
}
