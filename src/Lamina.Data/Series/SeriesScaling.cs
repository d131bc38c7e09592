using System.Globalization;

namespace Lamina.Data;

/// <summary>
/// Brings the numbers of a series to what a network sees, z = (f(x) − mean) / deviation, and back: x = f⁻¹(z · deviation + mean). Mean and deviation are those of f over the part
/// of the series that is learnt from.
/// </summary>
/// <param name="Transform">f.</param>
/// <param name="Mean">The mean of f.</param>
/// <param name="Deviation">The deviation of f, above 0.</param>
public sealed record SeriesScaling(SeriesTransform Transform, double Mean, double Deviation)
{
    /// <summary>The deviation of f, above 0.</summary>
    public double Deviation { get; init; } = Deviation > 0 && double.IsFinite(Deviation)
        ? Deviation
        : throw new ArgumentOutOfRangeException(nameof(Deviation), Deviation, "The deviation of a series must be above 0 and finite: numbers that are all the same hold nothing to learn.");

    /// <summary>The scaling of a series, with the deviation over all its numbers (divided by their count).</summary>
    /// <param name="series">The part to learn from.</param>
    /// <param name="transform">What is done first.</param>
    /// <exception cref="DataFormatException">The series has fewer than 2 numbers, all are the same, or one is outside the transform's domain.</exception>
    public static SeriesScaling Fit(TimeSeries series, SeriesTransform transform = SeriesTransform.None)
    {
        ArgumentNullException.ThrowIfNull(series);
        double[] values = [.. series.Values.Select(value => Changed(transform, value, series.Name))];
        double mean = values.Length > 0 ? values.Average() : double.NaN;
        double deviation = values.Length > 0 ? Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) : 0;
        return deviation > 0
            ? new SeriesScaling(transform, mean, deviation)
            : throw new DataFormatException($"{series.Name}: {series.Count} numbers, which do not differ, cannot be scaled. Give at least two different numbers.");
    }

    /// <summary>A number as the network sees it.</summary>
    /// <exception cref="DataFormatException">The number is outside the transform's domain.</exception>
    public double Apply(double value) => (Changed(Transform, value, "the series") - Mean) / Deviation;

    /// <summary>A whole series as the network sees it.</summary>
    /// <exception cref="DataFormatException">A number is outside the transform's domain.</exception>
    public TimeSeries Apply(TimeSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        return series.Map(value => (Changed(Transform, value, series.Name) - Mean) / Deviation);
    }

    /// <summary>What the network says, in the unit of the series. A root below 0 stands for 0.</summary>
    public double Invert(double value)
    {
        double changed = (value * Deviation) + Mean;
        return Transform switch
        {
            SeriesTransform.Logarithm => Math.Exp(changed),
            SeriesTransform.SquareRoot => Math.Max(0, changed) * Math.Max(0, changed),
            _ => changed,
        };
    }

    static double Changed(SeriesTransform transform, double value, string name)
    {
        bool fits = double.IsFinite(value) && (transform switch
        {
            SeriesTransform.Logarithm => value > 0,
            SeriesTransform.SquareRoot => value >= 0,
            SeriesTransform.None => true,
            _ => throw new ArgumentOutOfRangeException(nameof(transform), transform, "There is no such transform of a series."),
        });
        if (!fits)
        {
            string domain = transform switch { SeriesTransform.Logarithm => "numbers above 0", SeriesTransform.SquareRoot => "numbers from 0", _ => "finite numbers" };
            throw new DataFormatException($"{name} has the number {value.ToString(CultureInfo.InvariantCulture)}; its scaling takes {domain}. Give numbers of the same kind as those that were learnt.");
        }

        return transform switch { SeriesTransform.Logarithm => Math.Log(value), SeriesTransform.SquareRoot => Math.Sqrt(value), _ => value };
    }
}
