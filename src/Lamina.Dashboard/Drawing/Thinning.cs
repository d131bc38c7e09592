using Lamina.Plots;

namespace Lamina.Dashboard.Drawing;

/// <summary>Of long curves the points that a small chart can show: a page about ten thousand epochs is no larger than one about a few hundred.</summary>
static class Thinning
{
    /// <summary>Places that a curve is cut into; each keeps its lowest and its highest value, so that no peak is lost.</summary>
    const int Places = 200;

    /// <summary>The curve as it is drawn.</summary>
    public static Curve Of(Curve curve)
    {
        int[] kept = [.. Extremes(curve.Ys, Places)];
        return curve with { Xs = [.. kept.Select(i => curve.Xs[i])], Ys = [.. kept.Select(i => curve.Ys[i])] };
    }

    /// <summary>The first and the last value and, of each of so many parts, the lowest and the highest, by their places in the list; all where there are few.</summary>
    public static IEnumerable<int> Extremes(IReadOnlyList<double> values, int parts)
    {
        if (values.Count <= 2 * parts)
            return Enumerable.Range(0, values.Count);
        SortedSet<int> kept = [0, values.Count - 1];
        for (int part = 0; part < parts; part++)
        {
            int first = (int)((long)part * values.Count / parts), end = (int)((part + 1L) * values.Count / parts), low = first, high = first;
            for (int i = first; i < end; i++)
            {
                // What is not finite gives way: where there is nothing else, it is a gap.
                low = double.IsFinite(values[i]) && !(values[i] >= values[low]) ? i : low;
                high = double.IsFinite(values[i]) && !(values[i] <= values[high]) ? i : high;
            }

            kept.Add(low);
            kept.Add(high);
        }

        return kept;
    }

    /// <summary>Every how many points a value is said under the pointer, the same for all curves, so that they are said together.</summary>
    public static int Step(IEnumerable<Curve> curves) => (curves.Max(curve => (int?)curve.Xs.Count) ?? 0) / (2 * Places) + 1;
}
