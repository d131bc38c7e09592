namespace Lamina.Training;

/// <summary>1 − Σ(y − ŷ)²/Σ(y − ȳ)² of each output, and the mean over outputs.</summary>
internal sealed class R2Metric : Metric
{
    public override string Name => "r2";

    public override bool HigherIsBetter => true;

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        (Tensor x, Tensor y) = Moments.Rows(Name, prediction, target);
        Tensor mean = y.Mean([0], keepDims: false);
        return [Number(y.Shape[0]), mean, (y - mean).Square().Sum(0), (y - x).Square().Sum(0)];
    }

    protected internal override void Merge(IReadOnlyList<Tensor> state, IReadOnlyList<Tensor> other)
    {
        Tensor distance = other[1] - state[1];
        state[2].AddInPlace(other[2] + Moments.Cross(state[0], other[0], distance.Square()));
        state[1].AddInPlace(Moments.Step(state[0], other[0], distance));
        state[0].AddInPlace(other[0]);
        state[3].AddInPlace(other[3]);
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        if (state[0].ToDouble() < 2)
            return Number(double.NaN);
        double[] spread = state[2].ToArray<double>(), rest = state[3].ToArray<double>();

        // Of a target that does not vary, as in scikit-learn: 1 if it is hit, else 0.
        return Number(spread.Zip(rest, (s, r) => s > 0 ? 1 - (r / s) : r > 0 ? 0 : 1).Average());
    }
}
