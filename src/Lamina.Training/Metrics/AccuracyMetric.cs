using Lamina.NN;

namespace Lamina.Training;

/// <summary>Accuracy of whatever kind the shapes say: of one score a sample binary, else categorical.</summary>
/// <param name="threshold">Above which a single score is a yes.</param>
internal sealed class AccuracyMetric(double threshold) : Metric
{
    readonly BinaryAccuracyMetric _binary = new("accuracy", threshold);

    public override string Name => "accuracy";

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    internal override Metric For(Loss? loss) => loss is BinaryLogitsLoss ? new AccuracyMetric(threshold: 0) : this;

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => Sums(Hits(prediction, target));

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => Sums(Hits(prediction, target), weights);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];

    Tensor Hits(Tensor prediction, Tensor target)
    {
        if (prediction.Rank < 2 || (prediction.Rank == 2 && prediction.Shape[1] == 1))
            return _binary.Hits(prediction, target);
        (Tensor scores, Tensor labels) = ClassScores.Of(Name, prediction, target);
        return scores.ArgMax(-1).EqualTo(labels);
    }
}
