namespace Lamina.Training;

/// <summary>|μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½) of the features of two collections, from means and sums of products about them.</summary>
internal sealed class FrechetDistanceMetric : Metric
{
    public override string Name => "frechet_distance";

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        if (prediction.Rank != 2 || target.Rank != 2 || prediction.Shape[1] != target.Shape[1])
            throw new ShapeException($"The metric '{Name}' compares features [N, D] with features [M, D]; got {prediction.Spec} and {target.Spec}.");
        return [.. Describe(prediction), .. Describe(target)];
    }

    protected internal override void Merge(IReadOnlyList<Tensor> state, IReadOnlyList<Tensor> other)
    {
        for (int i = 0; i < 6; i += 3)
        {
            Tensor distance = other[i + 1] - state[i + 1];
            state[i + 2].AddInPlace(other[i + 2] + Moments.Cross(state[i], other[i], distance.Outer(distance)));
            state[i + 1].AddInPlace(Moments.Step(state[i], other[i], distance));
            state[i].AddInPlace(other[i]);
        }
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double n = state[0].ToDouble(), m = state[3].ToDouble();
        if (n < 2 || m < 2)
            return Number(double.NaN);
        Tensor first = state[2] / (n - 1), second = state[5] / (m - 1);

        // With Σ₁ = L·Lᵀ, the eigenvalues of Σ₁Σ₂ are those of the symmetric Lᵀ·Σ₂·L.
        Tensor factor = CovarianceFactor.Of(first), product = factor.T.MatMul(second).MatMul(factor);
        if (!product.IsFinite().All().ToBoolean())
            return Number(double.NaN);
        Tensor roots = product.EigenvaluesSymmetric().Clamp(min: 0).Sqrt();
        double distance = (state[1] - state[4]).Square().Sum().ToDouble();
        return Number(distance + first.Diagonal().Sum().ToDouble() + second.Diagonal().Sum().ToDouble() - (2 * roots.Sum().ToDouble()));
    }

    static Tensor[] Describe(Tensor features)
    {
        Tensor x = features.To(DType.Float64), mean = x.Mean([0], keepDims: false), centered = x - mean;
        return [Number(x.Shape[0]), mean, centered.T.MatMul(centered)];
    }
}
