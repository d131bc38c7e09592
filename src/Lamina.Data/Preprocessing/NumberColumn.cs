namespace Lamina.Data;

/// <summary>A column of numbers: missing ones filled in, outliers drawn in, brought to a common scale, in this order.</summary>
public sealed record NumberColumn : ColumnPlan
{
    /// <summary>A plan of a column.</summary>
    /// <param name="name">The column's name.</param>
    public NumberColumn(string name)
        : base(name)
    {
    }

    /// <summary>What takes the place of a missing number. Default: an error.</summary>
    public NumberFill Fill { get; init; }

    /// <summary>The number for <see cref="NumberFill.Constant"/>.</summary>
    public double FillConstant { get; init; }

    /// <summary>Whether a second number says that the cell was missing (1) or not (0).</summary>
    public bool HasIndicator { get; init; }

    /// <summary>The scale. Default: mean and standard deviation.</summary>
    public NumberScaling Scaling { get; init; } = NumberScaling.Standard;

    /// <summary>Quantiles beyond which values are drawn in, such as 0.01 for the first and last percent; 0 for none.</summary>
    public double ClipQuantile { get; init; }

    /// <summary>How many times the distance of the quartiles a value may lie beyond them; 1.5 is Tukey's fence. Infinity, the default, for none.</summary>
    public double ClipFactor { get; init; } = double.PositiveInfinity;

    /// <summary>Whether sign(x)·ln(1 + |x|) is taken before the scaling: for numbers that span orders of magnitude, such as incomes and counts.</summary>
    public bool IsLogarithmic { get; init; }

    /// <inheritdoc/>
    public override ColumnEncoder Fit(Table train)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (!(ClipQuantile is >= 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(train), ClipQuantile, $"ClipQuantile of column '{Name}' is at least 0 and below 0.5.");
        if (!(ClipFactor > 0))
            throw new ArgumentOutOfRangeException(nameof(train), ClipFactor, $"ClipFactor of column '{Name}' is above 0.");
        int column = train.Column(Name);
        double[] values = [.. Enumerable.Range(0, train.Count).Where(row => !train.IsMissing(row, column)).Select(row => train.Number(row, column, null))];
        if (values.Length == 0)
            throw new DataFormatException($"{train.Name}: column '{Name}' has no numbers in the training part. Leave the column out.");
        double fill = FillValue(values);
        Array.Sort(values);
        (double low, double high) = Bounds(values);
        double[] seen = [.. values.Select(value => NumberEncoder.Logarithm(Math.Clamp(value, low, high), IsLogarithmic))];
        (double center, double scale) = Scale(seen);
        return new NumberEncoder
        {
            Column = Name,
            Fill = Fill == NumberFill.None ? null : fill,
            HasIndicator = HasIndicator,
            Low = low,
            High = high,
            IsLogarithmic = IsLogarithmic,
            Center = center,
            Scale = scale > 0 ? scale : 1,
        };
    }

    double FillValue(double[] values) => Fill switch
    {
        NumberFill.Mean => values.Average(),
        NumberFill.Median => Quantiles.Of([.. values.Order()], 0.5),
        NumberFill.MostFrequent => values.CountBy(value => value).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key,
        NumberFill.Constant => FillConstant,
        _ => 0,
    };

    (double Low, double High) Bounds(double[] sorted)
    {
        (double low, double high) = ClipQuantile > 0
            ? (Quantiles.Of(sorted, ClipQuantile), Quantiles.Of(sorted, 1 - ClipQuantile))
            : (double.NegativeInfinity, double.PositiveInfinity);
        double first = Quantiles.Of(sorted, 0.25), third = Quantiles.Of(sorted, 0.75);

        // Where most values are alike the quartiles say nothing of the others.
        return double.IsFinite(ClipFactor) && third > first
            ? (Math.Max(low, first - (ClipFactor * (third - first))), Math.Min(high, third + (ClipFactor * (third - first))))
            : (low, high);
    }

    (double Center, double Scale) Scale(double[] sorted)
    {
        double mean = sorted.Average();
        return Scaling switch
        {
            NumberScaling.Standard => (mean, Math.Sqrt(sorted.Average(value => (value - mean) * (value - mean)))),
            NumberScaling.MinMax => (sorted[0], sorted[^1] - sorted[0]),
            NumberScaling.Robust => (Quantiles.Of(sorted, 0.5), Quantiles.Of(sorted, 0.75) - Quantiles.Of(sorted, 0.25)),
            _ => (0, 1),
        };
    }
}
