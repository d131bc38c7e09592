using System.Globalization;

namespace Lamina.Training;

/// <summary>How values of metrics are written for people.</summary>
internal static class MetricValues
{
    public static string Text(string name, double value, bool isFraction) => $"{name} {(isFraction ? Percent(value) : Number(value))}";

    public static string Line(IEnumerable<KeyValuePair<string, double>> values, IReadOnlyList<Metric> metrics) =>
        string.Join(" · ", values.Select(pair => Text(pair.Key, pair.Value, IsFraction(pair.Key, metrics))));

    static bool IsFraction(string name, IReadOnlyList<Metric> metrics) =>
        metrics.Any(metric => metric.IsFraction && metric.IsCalled(name));

    static string Percent(double value)
    {
        // 99.97 % is not to be read as perfect.
        string format = value is > 0.9995 and < 1 ? "0.000" : "0.0";
        return (value * 100).ToString(format, CultureInfo.InvariantCulture) + " %";
    }

    static string Number(double value)
    {
        double size = Math.Abs(value);
        return value.ToString(size is 0 or (>= 0.01 and < 100_000) ? "0.000" : "G4", CultureInfo.InvariantCulture);
    }
}
