namespace Lamina.Training;

/// <summary>The mean of a number of each element: Σ/n.</summary>
/// <param name="name">The name in logs.</param>
/// <param name="measure">From prediction and target to numbers of which the mean is taken.</param>
/// <param name="finish">What is done to the mean at last; nothing by default.</param>
/// <param name="isFraction">True if people read it in percent.</param>
internal sealed class MeanMetric(string name, Func<Tensor, Tensor, Tensor> measure, Func<double, double>? finish = null, bool isFraction = false) : Metric
{
    public override string Name => name;

    public override bool IsFraction => isFraction;

    protected internal override bool TakesWeights => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target) => Sums(Numbers(prediction, target));

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target, Tensor weights) => Sums(Numbers(prediction, target), weights);

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double mean = state[0].ToDouble() / state[1].ToDouble();
        return Number(finish is null ? mean : finish(mean));
    }

    Tensor Numbers(Tensor prediction, Tensor target)
    {
        if (prediction.Shape != target.Shape)
        {
            // A column beside a vector would broadcast to a square, silently.
            if (prediction.Count != target.Count || prediction.Shape[0] != target.Shape[0])
                throw new ShapeException($"The metric '{name}' compares prediction and target element by element; got {prediction.Spec} and {target.Spec}. Give both one shape.");
            target = target.Reshape(prediction.Shape);
        }

        return measure(prediction, target);
    }
}
