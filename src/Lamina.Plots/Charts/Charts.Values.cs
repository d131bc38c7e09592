namespace Lamina.Plots;

public static partial class Charts
{
    /// <summary>How often values of each size occur.</summary>
    /// <param name="values">The values; what is not finite is left out.</param>
    /// <param name="bins">Bars of equal width from the least value to the largest.</param>
    /// <param name="xLabel">What the values are.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <exception cref="ArgumentException">There is no finite value.</exception>
    public static Plot Histogram(IReadOnlyList<double> values, int bins = 30, string xLabel = "value", string title = "")
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
            throw new ArgumentException("A histogram needs one finite value or more.", nameof(values));
        double low = finite.Min(), high = finite.Max();
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        double[] heights = new double[bins];
        foreach (double value in finite)
            heights[Math.Min(bins - 1, (int)((value - low) / (high - low) * bins))]++;
        return new Plot(title, xLabel, "count").Bars(null, [.. Enumerable.Range(0, bins + 1).Select(i => low + ((high - low) * i / bins))], heights);
    }

    /// <summary>The values of a tensor, such as a layer's weights, in a histogram.</summary>
    /// <inheritdoc cref="Histogram(IReadOnlyList{double}, int, string, string)"/>
    public static Plot Histogram(Tensor values, int bins = 30, string xLabel = "value", string title = "")
    {
        ArgumentNullException.ThrowIfNull(values);
        return Histogram(values.To(DType.Float64).ToArray<double>(), bins, xLabel, title);
    }

    /// <summary>Places in the plane, coloured by class: what <see cref="PrincipalComponents"/> or <see cref="Tsne"/> make of embeddings.</summary>
    /// <param name="places">[examples, 2].</param>
    /// <param name="classes">The class of each example, from 0; null for one colour.</param>
    /// <param name="names">Names of the classes; null for their numbers.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <exception cref="ShapeException">There are not two values for each example.</exception>
    /// <exception cref="ArgumentException">There are more or fewer classes than examples, or a class is negative.</exception>
    public static Plot Embedding(Tensor places, IReadOnlyList<int>? classes = null, IReadOnlyList<string>? names = null, string title = "")
    {
        ArgumentNullException.ThrowIfNull(places);
        if (places.Rank != 2 || places.Shape[1] != 2)
            throw new ShapeException($"Embedding draws places in the plane, [examples, 2]; got {places.Shape}. Project them with PrincipalComponents or Tsne.");
        double[] values = places.To(DType.Float64).ToArray<double>();
        int count = values.Length / 2;
        if (classes is not null && (classes.Count != count || classes.Any(number => number < 0)))
            throw new ArgumentException($"Each of the {count} examples has a class from 0; got {classes.Count} classes.", nameof(classes));
        Plot plot = new(title);
        foreach (IGrouping<int, int> members in Enumerable.Range(0, count).GroupBy(i => classes?[i] ?? 0).OrderBy(members => members.Key))
        {
            string? name = classes is null ? null : names is not null && members.Key < names.Count ? names[members.Key] : $"{members.Key}";

            // After the last colour, another shape.
            plot.Points(name, [.. members.Select(i => values[2 * i])], [.. members.Select(i => values[(2 * i) + 1])], Palette.Of(members.Key).Fade(0.8), (Marker)(members.Key / Palette.Count % 4));
        }

        return plot;
    }
}
