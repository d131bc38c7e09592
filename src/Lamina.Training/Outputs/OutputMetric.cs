namespace Lamina.Training;

/// <summary>A metric of one output of several, under the output's name.</summary>
/// <param name="output">The place of the output.</param>
/// <param name="name">Its name.</param>
/// <param name="metric">What is measured of it.</param>
internal sealed class OutputMetric(int output, string name, Metric metric) : Metric
{
    public int Output => output;

    public override string Name => $"{name}_{metric.Name}";

    public override bool HigherIsBetter => metric.HigherIsBetter;

    public override bool IsFraction => metric.IsFraction;

    protected internal override bool KeepsSamples => metric.KeepsSamples;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => metric.Measure(prediction, target);

    internal override bool IsWeighted => metric.IsWeighted;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => metric.Measure(prediction, target, weights);

    protected internal override void Merge(IReadOnlyList<Tensor> state, IReadOnlyList<Tensor> other) => metric.Merge(state, other);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => metric.Result(state);
}
