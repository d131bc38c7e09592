namespace Lamina.Training;

/// <summary>Pearson's correlation of each output, from means and sums of products about them.</summary>
internal sealed class PearsonMetric : Metric
{
    public override string Name => "pearson_correlation";

    public override bool HigherIsBetter => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        (Tensor x, Tensor y) = Moments.Rows(Name, prediction, target);
        Tensor meanX = x.Mean([0], keepDims: false), meanY = y.Mean([0], keepDims: false), dx = x - meanX, dy = y - meanY;
        return [Number(x.Shape[0]), meanX, meanY, dx.Square().Sum(0), dy.Square().Sum(0), (dx * dy).Sum(0)];
    }

    protected internal override void Merge(IReadOnlyList<Tensor> state, IReadOnlyList<Tensor> other)
    {
        Tensor n = state[0], m = other[0], x = other[1] - state[1], y = other[2] - state[2];
        state[3].AddInPlace(other[3] + Moments.Cross(n, m, x.Square()));
        state[4].AddInPlace(other[4] + Moments.Cross(n, m, y.Square()));
        state[5].AddInPlace(other[5] + Moments.Cross(n, m, x * y));
        state[1].AddInPlace(Moments.Step(n, m, x));
        state[2].AddInPlace(Moments.Step(n, m, y));
        n.AddInPlace(m);
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        Tensor result = (state[5] / (state[3].Sqrt() * state[4].Sqrt())).Clamp(-1, 1);
        return result.Count == 1 ? result.Reshape(Shape.Empty) : result;
    }
}
