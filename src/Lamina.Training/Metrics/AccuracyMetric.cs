namespace Lamina.Training;

/// <summary>Accuracy of whatever kind the shapes say: of one score a sample binary, else categorical.</summary>
internal sealed class AccuracyMetric : Metric
{
    readonly BinaryAccuracyMetric _binary = new("accuracy", 0.5);
    readonly TopKMetric _categorical = new("accuracy", 1);

    public override string Name => "accuracy";

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    protected internal override IReadOnlyList<Tensor> Sums(Tensor prediction, Tensor target) =>
        prediction.Rank < 2 || (prediction.Rank == 2 && prediction.Shape[1] == 1) ? _binary.Sums(prediction, target) : _categorical.Sums(prediction, target);

    protected internal override double Result(ReadOnlySpan<double> sums) => sums[0] / sums[1];
}
