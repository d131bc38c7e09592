namespace Lamina.Plots;

/// <summary>The drawings that training and evaluation ask for, ready made; what comes back can be changed before it is saved.</summary>
public static partial class Charts
{
    /// <summary>Metrics of any number of runs together.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="yLabel">The metric's name.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <param name="smoothing">Weight of <see cref="Curve.Smooth"/>, 0 for none; with it, what was measured stays as a pale line.</param>
    /// <param name="xLabel">What the curves run over.</param>
    public static Plot Curves(IReadOnlyList<Curve> curves, string yLabel = "loss", string title = "", double smoothing = 0, string xLabel = "epoch")
    {
        ArgumentNullException.ThrowIfNull(curves);
        Plot plot = new(title, xLabel, yLabel);
        List<string> groups = [];
        foreach (Curve curve in curves)
        {
            string group = curve.Group ?? curve.Name;
            if (!groups.Contains(group))
                groups.Add(group);
            Colour colour = Palette.Of(groups.IndexOf(group));
            if (smoothing > 0)
                plot.Line(null, curve.Xs, curve.Ys, colour.Fade(0.25), curve.Style, 1);
            Curve shown = curve.Smooth(smoothing);
            plot.Line(shown.Name, shown.Xs, shown.Ys, colour, shown.Style);
        }

        return plot;
    }
}
