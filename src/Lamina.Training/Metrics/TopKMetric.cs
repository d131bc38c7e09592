namespace Lamina.Training;

/// <summary>
/// The fraction of samples whose true class is among the k that the network scores highest. Of equal scores the lower class
/// number stands first, as in an argmax; a score that is NaN is never a hit.
/// </summary>
/// <remarks>
/// Targets are class numbers (the prediction's shape without the class axis, which is axis 1, or the last one) or one-hot vectors of
/// the prediction's shape.
/// </remarks>
internal sealed class TopKMetric(string name, int k) : Metric
{
    public override string Name => name;

    public int K => k;

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => Sums(Hits(prediction, target));

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => Sums(Hits(prediction, target), weights);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];

    Tensor Hits(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor labels) = ClassScores.Of(name, prediction, target);
        long classes = scores.Shape[^1];
        Tensor numbers = Tensor.Arange(classes), label = labels.Unsqueeze(-1), mask = numbers.EqualTo(label);
        Tensor score = Tensor.Where(mask, scores, 0).Sum([-1], keepDims: true);

        // Those that do not stand before the true class: what is NaN stands before all.
        Tensor behind = scores.Less(score).LogicalOr(scores.EqualTo(score).LogicalAnd(numbers.GreaterOrEqual(label)));
        return behind.Sum(-1).Greater(classes - k).LogicalAnd(mask.Sum(-1).Greater(0));
    }
}
