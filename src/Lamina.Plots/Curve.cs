namespace Lamina.Plots;

/// <summary>A metric of one run, step by step.</summary>
/// <param name="Name">What the legend says.</param>
/// <param name="Xs">Epochs or steps.</param>
/// <param name="Ys">The metric at each.</param>
/// <param name="Style">Drawn through unless told otherwise; dashes tell training from validation.</param>
/// <param name="Group">Curves of one group have one colour; null for a colour of its own.</param>
public sealed record Curve(string Name, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, LineStyle Style = LineStyle.Solid, string? Group = null)
{
    /// <summary>A curve over 1, 2, 3 …, such as epochs.</summary>
    /// <param name="name">What the legend says.</param>
    /// <param name="ys">The metric at each.</param>
    /// <param name="style">Drawn through unless told otherwise.</param>
    /// <param name="group">Curves of one group have one colour; null for a colour of its own.</param>
    public Curve(string name, IReadOnlyList<double> ys, LineStyle style = LineStyle.Solid, string? group = null)
        : this(name, [.. Enumerable.Range(1, ys.Count).Select(x => (double)x)], ys, style, group)
    {
    }

    /// <summary>The exponential moving average: s ← w·s + (1 − w)·y, divided by 1 − wᵗ so that the start is not drawn to 0. Missing values are passed over.</summary>
    /// <param name="weight">w, from 0 (no smoothing) to below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of its range.</exception>
    public Curve Smooth(double weight)
    {
        if (!(weight is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "The weight of smoothing is at least 0 and below 1.");
        double[] smooth = new double[Ys.Count];
        double sum = 0, correction = 1;
        for (int i = 0; i < smooth.Length; i++)
        {
            if (!double.IsFinite(Ys[i]))
            {
                smooth[i] = Ys[i];
                continue;
            }

            sum = (weight * sum) + ((1 - weight) * Ys[i]);
            correction *= weight;
            smooth[i] = sum / (1 - correction);
        }

        return this with { Ys = smooth };
    }
}
