using Lamina.NN;

namespace Lamina.Training;

/// <summary>A metric with the weights of samples.</summary>
/// <param name="metric">What is measured.</param>
internal sealed class WeightedMetric(Metric metric) : Metric
{
    public override string Name => $"weighted_{metric.Name}";

    public Metric Inner => metric;

    public override bool HigherIsBetter => metric.HigherIsBetter;

    public override bool IsFraction => metric.IsFraction;

    internal override bool IsWeighted => true;

    protected internal override bool KeepsSamples => metric.KeepsSamples;

    internal override Metric For(Loss? loss) => new WeightedMetric(metric.For(loss));

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => metric.Measure(prediction, target);

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => metric.Measure(prediction, target, weights);

    protected internal override void Merge(IReadOnlyList<Tensor> state, IReadOnlyList<Tensor> other) => metric.Merge(state, other);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => metric.Result(state);
}
