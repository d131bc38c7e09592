namespace Lamina.NN;

public abstract partial record Loss
{
    /// <summary>Mean squared error of logarithms: the mean of (ln(1 + ŷ) − ln(1 + y))². What is below ε counts as ε.</summary>
    /// <param name="prediction">ŷ, floating point, any shape. Negative values have no gradient.</param>
    /// <param name="target">y, of the same shape; converted to the prediction's dtype.</param>
    /// <param name="epsilon">ε, at least 0.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    /// <remarks>As Keras' <c>MeanSquaredLogarithmicError</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor MeanSquaredLogarithmicError(Tensor prediction, Tensor target, double epsilon = 1e-7, Reduction reduction = Reduction.Mean) =>
        new MeanSquaredLogarithmicErrorLoss(epsilon, reduction).Forward(prediction, target);

    /// <summary>Mean squared error of logarithms as a value; see <see cref="MeanSquaredLogarithmicError(Tensor, Tensor, double, Reduction)"/>.</summary>
    /// <param name="epsilon">ε, at least 0.</param>
    /// <param name="reduction">What becomes of the elements' losses.</param>
    public static Loss MeanSquaredLogarithmicError(double epsilon = 1e-7, Reduction reduction = Reduction.Mean) => new MeanSquaredLogarithmicErrorLoss(epsilon, reduction);
}

internal sealed record MeanSquaredLogarithmicErrorLoss(double Epsilon, Reduction Reduction) : Loss(Reduction)
{
    public override string Name => "MeanSquaredLogarithmicError";

    public double Epsilon { get; } = NotNegative(Epsilon, nameof(MeanSquaredLogarithmicError), "epsilon");

    public override Tensor Forward(Tensor prediction, Tensor target) =>
        Reduce((prediction.Clamp(min: Epsilon).Log1p() - Alike(prediction, target).Clamp(min: Epsilon).Log1p()).Square());
}
