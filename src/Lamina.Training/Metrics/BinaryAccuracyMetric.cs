namespace Lamina.Training;

/// <summary>The fraction of elements on the same side: prediction above the threshold, target above one half.</summary>
internal sealed class BinaryAccuracyMetric(string name, double threshold) : Metric
{
    public override string Name => name;

    public double Threshold => threshold;

    public override bool HigherIsBetter => true;

    public override bool IsFraction => true;

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => Sums(Hits(prediction, target));

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => Sums(Hits(prediction, target), weights);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => state[0] / state[1];

    internal Tensor Hits(Tensor prediction, Tensor target)
    {
        if (prediction.Count != target.Count)
            throw new ShapeException($"The metric '{name}' compares prediction and target element by element; got {prediction.Spec} and {target.Spec}. Give both one shape.");
        Tensor truth = target.DType == DType.Bool ? target : target.Greater(0.5);

        // NaN is on neither side: each truth asks for its own side.
        Tensor yes = prediction.Greater(threshold).Reshape(target.Shape), no = prediction.LessOrEqual(threshold).Reshape(target.Shape);
        return Tensor.Where(truth, yes, no);
    }
}
