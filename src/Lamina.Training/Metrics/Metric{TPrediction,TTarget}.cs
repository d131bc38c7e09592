namespace Lamina.Training;

/// <summary>
/// A measure of predictions against targets, as a description that keeps nothing: what one batch says (<see cref="Measure(TPrediction, TTarget)"/>), how two such states
/// become one (<see cref="Merge"/>), and what comes of a state at the end (<see cref="Result"/>). A <see cref="MetricState{TPrediction, TTarget}"/> does the running.
/// </summary>
/// <remarks>
/// Merging is associative, and a state of zeros (or, where samples are kept, of none) adds nothing; so batches, workers and machines may be joined in any
/// grouping. States are float64 tensors.
/// </remarks>
/// <typeparam name="TPrediction">A batch of predictions.</typeparam>
/// <typeparam name="TTarget">A batch of targets.</typeparam>
public abstract class Metric<TPrediction, TTarget>
{
    /// <summary>The name in logs, such as <c>accuracy</c>; in validation <c>val_accuracy</c>.</summary>
    public abstract string Name { get; }

    /// <summary>True if more is better.</summary>
    public virtual bool HigherIsBetter => false;

    /// <summary>True if the value is a fraction that people read in percent.</summary>
    public virtual bool IsFraction => false;

    /// <summary>
    /// True if the state holds a row for each sample: states are joined along axis 0 and grow with the data. A step that is measured so reads to the
    /// host and is not replayed by <see cref="Capture"/>. False by default: a state of fixed size.
    /// </summary>
    protected internal virtual bool KeepsSamples => false;

    /// <summary>The state after one batch alone: always as many tensors. Gradients are off.</summary>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    protected internal abstract IReadOnlyList<Tensor> Measure(TPrediction prediction, TTarget target);

    /// <summary>True if samples can be weighted: there is a <see cref="Measure(TPrediction, TTarget, Tensor)"/>. False by default.</summary>
    protected internal virtual bool TakesWeights => false;

    /// <summary>The state after one batch alone whose samples count by their weights, so that weights of 1 give what <see cref="Measure(TPrediction, TTarget)"/> gives. Gradients are off.</summary>
    /// <param name="prediction">What the network gave.</param>
    /// <param name="target">What it should have given.</param>
    /// <param name="weights">0 or more for each sample, [N].</param>
    /// <exception cref="NotSupportedException">There is no such form of this metric.</exception>
    protected internal virtual IReadOnlyList<Tensor> Measure(TPrediction prediction, TTarget target, Tensor weights) => throw NotWeighted();

    /// <summary>Joins a state with a later one, in place; by default it adds. Not asked where samples are kept.</summary>
    /// <param name="state">The earlier part, float64, which is written.</param>
    /// <param name="other">The later part, of the same shapes.</param>
    protected internal virtual void Merge(IReadOnlyList<Tensor> state, IReadOnlyList<Tensor> other)
    {
        for (int i = 0; i < state.Count; i++)
            state[i].AddInPlace(other[i]);
    }

    /// <summary>The value: a single number, or more, as for a confusion matrix. Of a state of zeros NaN.</summary>
    /// <param name="state">What was measured.</param>
    protected internal abstract Tensor Result(IReadOnlyList<Tensor> state);

    /// <summary>Begins to measure.</summary>
    public MetricState<TPrediction, TTarget> NewState() => new(this);

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected NotSupportedException NotWeighted() =>
        new($"The metric '{Name}' has no form with weights of samples. Means, accuracies and what is counted in a confusion matrix have; a metric of your own has one where it overrides TakesWeights and Measure.");

    /// <summary>A single number as a tensor.</summary>
    /// <param name="value">The number.</param>
    protected static Tensor Number(double value) => Tensor.From<double>([value], []);
}
