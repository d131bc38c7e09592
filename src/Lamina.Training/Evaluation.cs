namespace Lamina.Training;

/// <summary>What an evaluation found: the loss and the metrics, by name and by position. Prints as <c>loss 0.041 · accuracy 98.7 %</c>.</summary>
public sealed class Evaluation
{
    readonly OrderedDictionary<string, double> _values;
    readonly IReadOnlyList<Metric> _metrics;

    internal Evaluation(OrderedDictionary<string, double> values, IReadOnlyList<Metric> metrics) => (_values, _metrics) = (values, metrics);

    /// <summary>The mean loss over all samples.</summary>
    public double Loss => _values.GetAt(0).Value;

    /// <summary>Names and values, the loss first, then the metrics in their order. Fractions are fractions, not percent.</summary>
    public IReadOnlyList<KeyValuePair<string, double>> Values => [.. _values];

    /// <summary>The value at a position: 0 is the loss.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public double this[int position] => _values.GetAt(position).Value;

    /// <summary>The value of a name, such as <c>accuracy</c>.</summary>
    /// <exception cref="KeyNotFoundException">Nothing of that name was measured.</exception>
    public double this[string name] => _values.TryGetValue(name, out double value)
        ? value
        : throw new KeyNotFoundException($"'{name}' was not measured. Measured were: {string.Join(", ", _values.Keys)}.");

    /// <summary>The value of a metric.</summary>
    /// <exception cref="KeyNotFoundException">It was not measured.</exception>
    public double this[Metric metric] => this[metric.Name];

    /// <inheritdoc/>
    public override string ToString() => MetricValues.Line(_values, _metrics);
}
