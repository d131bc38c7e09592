namespace Lamina.Training;

/// <summary>
/// A metric at work: it grows batch by batch, joins with the states of other workers, and can be read at any time.
/// Made by <see cref="Metric{TPrediction, TTarget}.NewState"/>.
/// </summary>
/// <typeparam name="TPrediction">A batch of predictions.</typeparam>
/// <typeparam name="TTarget">A batch of targets.</typeparam>
public sealed class MetricState<TPrediction, TTarget>
{
    readonly List<Tensor[]> _kept = [];
    Tensor[]? _totals;

    internal MetricState(Metric<TPrediction, TTarget> metric) => Metric = metric;

    /// <summary>What is measured.</summary>
    public Metric<TPrediction, TTarget> Metric { get; }

    /// <summary>The state as float64 tensors, to be sent or written; none if nothing was measured. A copy.</summary>
    public IReadOnlyList<Tensor> Parts => [.. Current().Select(part => part.Clone())];

    /// <summary>The value over all that was measured; NaN if that is nothing.</summary>
    public Tensor Result => Current() is { Count: > 0 } state ? Metric.Result(state) : Tensor.From<double>([double.NaN], []);

    /// <summary>The value as a number; NaN if nothing was measured.</summary>
    /// <exception cref="InvalidOperationException">The value is more than one number: read <see cref="Result"/>.</exception>
    public double Value => Result is { Count: 1 } result
        ? result.ToDouble()
        : throw new InvalidOperationException($"The metric '{Metric.Name}' gives {Result.Spec}, not a single number: read `Result`.");

    /// <summary>Adds a batch.</summary>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <param name="weights">How much each sample counts, [N]; null where all count alike.</param>
    /// <exception cref="NotSupportedException">There are weights, and the metric has no form for them.</exception>
    public void Update(TPrediction prediction, TTarget target, Tensor? weights = null)
    {
        using (Gradients.Off())
            Add([.. (weights is null ? Metric.Measure(prediction, target) : Metric.Measure(prediction, target, weights)).Select(part => part.To(DType.Float64))]);
    }

    /// <summary>Adds what another state of the same metric has measured.</summary>
    /// <param name="other">The other state, which stays as it is.</param>
    public void Merge(MetricState<TPrediction, TTarget> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Merge(other.Current());
    }

    /// <summary>Adds a state that came from elsewhere, as <see cref="Parts"/> gave it. Into an empty state this restores it.</summary>
    /// <param name="parts">The other state's parts; none for nothing.</param>
    /// <exception cref="ShapeException">They are not of this metric: other in number or shape.</exception>
    public void Merge(IReadOnlyList<Tensor> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            return;
        IReadOnlyList<Tensor> current = Current();
        if (current.Count > 0 && (current.Count != parts.Count || current.Zip(parts).Any(pair => !Fit(pair.First.Shape, pair.Second.Shape))))
            throw new ShapeException($"A state of the metric '{Metric.Name}' has parts {Shapes(current)}; got {Shapes(parts)}. Merge states of metrics made alike.");
        using (Gradients.Off())
            Add([.. parts.Select(part => part.To(DType.Float64))]);
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _kept.Clear();
        foreach (Tensor total in _totals ?? [])
            total.Fill<double>(new double[total.Count]);
    }

    /// <summary>Takes the place of what was measured, bit for bit. Before a step that measures is recorded.</summary>
    internal void Restore(IReadOnlyList<Tensor> parts)
    {
        Reset();
        if (parts.Count == 0)
            return;
        Tensor[] own = [.. parts.Select(part => Tensor.From<double>(part.ToArray<double>(), part.Shape))];
        if (Metric.KeepsSamples)
            _kept.Add(own);
        else
            _totals = own;
    }

    void Add(Tensor[] parts)
    {
        if (Metric.KeepsSamples)
        {
            // A copy by the host, for a replayed step would write over what was measured before; the trace sees the read and gives up.
            _kept.Add([.. parts.Select(part => Tensor.From<double>(part.ToArray<double>(), part.Shape))]);
            return;
        }

        // Made by a host write, which a recorded step does not repeat.
        _totals ??= [.. parts.Select(part => Tensor.From<double>(new double[part.Count], part.Shape))];
        Metric.Merge(_totals, parts);
    }

    IReadOnlyList<Tensor> Current()
    {
        if (!Metric.KeepsSamples)
            return _totals ?? [];
        if (_kept.Count > 1)
        {
            Tensor[] joined = [.. Enumerable.Range(0, _kept[0].Length).Select(i => Tensor.Concatenate([.. _kept.Select(parts => parts[i])]))];
            _kept.Clear();
            _kept.Add(joined);
        }

        return _kept.Count == 0 ? [] : _kept[0];
    }

    bool Fit(Shape mine, Shape other) => Metric.KeepsSamples
        ? mine.Rank == other.Rank && mine.ToArray().AsSpan(1).SequenceEqual(other.ToArray().AsSpan(1))
        : mine == other;

    static string Shapes(IReadOnlyList<Tensor> parts) => string.Join(", ", parts.Select(part => part.Shape));
}
