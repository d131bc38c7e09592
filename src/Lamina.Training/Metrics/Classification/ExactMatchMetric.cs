using Lamina.NN;

namespace Lamina.Training;

/// <summary>The fraction of samples all of whose labels are right.</summary>
internal sealed class ExactMatchMetric(Classes labels) : Metric
{
    public override string Name => "exact_match";

    public Classes Classes => labels;

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    internal override Metric For(Loss? loss) => labels.For(loss) is var read && read == labels ? this : new ExactMatchMetric(read);

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => Sums(Hits(prediction, target));

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => Sums(Hits(prediction, target), weights);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];

    Tensor Hits(Tensor prediction, Tensor target)
    {
        (Tensor decided, Tensor truth) = labels.Decisions(Name, prediction, target);
        Tensor hits = decided.EqualTo(truth);
        return hits.Rank == 2 ? hits.All(1) : hits;
    }
}
